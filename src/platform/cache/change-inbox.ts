import { setTimeout as wait } from "node:timers/promises";
import type { CacheClient } from "./redis-connection.js";

/** A change as another system wrote it into the stream. */
export interface InboxEntry {
  readonly system: string;
  readonly customer: string;
}

const GROUP = "customer-graph";
const BLOCK_MS = 2_000;
const AT_ONCE = 500;
/** An entry that a process took and never finished goes to another one after this long. */
const ABANDONED_MS = 5_000;

/**
 * A stream into which systems of the bank write "customer X changed in system Y", for those that would rather write to
 * Redis than call. Each entry is worked off by one process and then deleted: it carries the customer's number.
 */
export class ChangeInbox {
  #isOpen = true;
  #running: Promise<void> | undefined;
  #client: CacheClient | undefined;

  constructor(
    private readonly listen: () => CacheClient,
    private readonly stream: string,
    private readonly consumer: string,
    /** Rejects when the change could not be carried out; the entry then comes again. */
    private readonly take: (entries: readonly InboxEntry[]) => Promise<void>,
  ) {}

  start(): void {
    this.#client = this.listen();
    this.#running = this.#run(this.#client);
  }

  async stop(): Promise<void> {
    this.#isOpen = false;
    this.#client?.disconnect();
    await this.#running;
  }

  async #run(client: CacheClient): Promise<void> {
    let isReady = false;
    while (this.#isOpen) {
      try {
        if (!isReady) await this.#join(client);
        isReady = true;
        await this.#workOff(client);
      } catch {
        isReady = false;
        if (this.#isOpen) await wait(200);
      }
    }
  }

  async #join(client: CacheClient): Promise<void> {
    try {
      await client.xgroup("CREATE", this.stream, GROUP, "0", "MKSTREAM");
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("BUSYGROUP"))) throw error;
    }
  }

  async #workOff(client: CacheClient): Promise<void> {
    const claimed = (await client.xautoclaim(
      this.stream,
      GROUP,
      this.consumer,
      ABANDONED_MS,
      "0-0",
      "COUNT",
      AT_ONCE,
    )) as [string, [string, string[]][]];
    await this.#finish(client, claimed[1]);
    const reply = (await client.xreadgroup(
      "GROUP",
      GROUP,
      this.consumer,
      "COUNT",
      AT_ONCE,
      "BLOCK",
      BLOCK_MS,
      "STREAMS",
      this.stream,
      ">",
    )) as [string, [string, string[]][]][] | null;
    await this.#finish(client, reply?.[0]?.[1] ?? []);
  }

  async #finish(client: CacheClient, entries: readonly [string, string[] | null][]): Promise<void> {
    if (entries.length === 0) return;
    await this.take(entries.map(([, fields]) => toEntry(fields ?? [])));
    const ids = entries.map(([id]) => id);
    await client.xack(this.stream, GROUP, ...ids);
    await client.xdel(this.stream, ...ids);
  }
}

function toEntry(fields: readonly string[]): InboxEntry {
  const valueOf = (name: string): string => {
    const at = fields.findIndex((field, index) => index % 2 === 0 && field === name);
    return at === -1 ? "" : (fields[at + 1] ?? "");
  };
  return { system: valueOf("system"), customer: valueOf("customer") };
}
