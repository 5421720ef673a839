import { setTimeout as wait } from "node:timers/promises";
import type { CacheClient } from "./redis-connection.js";
import type { RedisNames } from "./redis-names.js";

export interface FeedListener {
  /** These records have changed, says some process, perhaps this one. */
  readonly changed: (subjects: readonly string[]) => void;
  /** Changes may have been missed: what is kept locally cannot be trusted any more. */
  readonly missed: () => void;
}

type StreamEntry = readonly [id: string, fields: readonly string[]];

/** How many changes the stream holds: enough for a process that was cut off for a while. */
const LONGEST = 100_000;
const BLOCK_MS = 2_000;
const AT_ONCE = 1_000;

/**
 * Tells every process which records have changed. Each reads the same stream from where it stopped, also after it was cut
 * off; if that place is not there any more, it has to assume the worst.
 */
export class ChangeFeed {
  #isOpen = true;
  #last: string | null = null;
  #running: Promise<void> | undefined;
  #client: CacheClient | undefined;

  constructor(
    private readonly commands: CacheClient,
    private readonly listen: () => CacheClient,
    private readonly names: RedisNames,
    private readonly listener: FeedListener,
  ) {}

  start(): void {
    this.#client = this.listen();
    this.#running = this.#run(this.#client);
  }

  /** Throws when Redis does not take it. Subjects are keyed hashes. */
  async announce(subjects: readonly string[]): Promise<void> {
    const fields = subjects.flatMap((subject) => ["s", subject]);
    await this.commands.xadd(this.names.changes, "MAXLEN", "~", LONGEST, "*", ...fields);
  }

  async stop(): Promise<void> {
    this.#isOpen = false;
    this.#client?.disconnect();
    await this.#running;
  }

  async #run(client: CacheClient): Promise<void> {
    let isConnected = false;
    while (this.#isOpen) {
      try {
        if (!isConnected) await this.#resume(client);
        isConnected = true;
        const reply = await client.xread(
          "COUNT",
          AT_ONCE,
          "BLOCK",
          BLOCK_MS,
          "STREAMS",
          this.names.changes,
          this.#last ?? "$",
        );
        this.#take(reply?.[0]?.[1] ?? []);
      } catch {
        isConnected = false;
        if (this.#isOpen) await wait(100);
      }
    }
  }

  /** Finds the place to go on from. The last entry that was read must still be there, or some may have gone with it. */
  async #resume(client: CacheClient): Promise<void> {
    if (this.#last !== null) {
      const still = await client.xrange(this.names.changes, this.#last, this.#last);
      if (still.length > 0) return;
    }
    // An entry of our own, so that there is a place even in an empty stream.
    const place = await client.xadd(this.names.changes, "MAXLEN", "~", LONGEST, "*", "n", "1");
    // What was kept before we could hear may have changed unheard.
    this.listener.missed();
    this.#last = place;
  }

  #take(entries: readonly StreamEntry[]): void {
    for (const [id, fields] of entries) {
      const subjects = fields.filter((_, index) => index % 2 === 1 && fields[index - 1] === "s");
      if (subjects.length > 0) this.listener.changed(subjects);
      this.#last = id;
    }
  }
}
