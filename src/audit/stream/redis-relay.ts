import { setTimeout as wait } from "node:timers/promises";
import type { RedisStream } from "../../platform/redis-stream.js";
import { eventEnvelope } from "../export/envelope.js";
import type { AuditReads } from "../store/audit-store.js";
import { followTrail } from "./follow-trail.js";

export interface RelayOptions {
  /** Tells this process from other gateways. */
  readonly holder: string;
  readonly onCommitted: (listener: () => void) => () => void;
  /** Told once when the stream cannot be reached, and once when it can again. */
  readonly report: (isReached: boolean) => void;
}

const LEASE_MS = 15_000;
const RETRY_MS = 1_000;

/**
 * Sends every event to a Redis stream, as CloudEvents, each with its cursor. The stream's last entry says where to go on, so
 * a gateway that was away, or another one, misses nothing; at worst some come twice.
 */
export class RedisRelay {
  readonly #end = new AbortController();
  readonly #running: Promise<void>;
  #isReached = true;

  constructor(
    private readonly reads: Pick<AuditReads, "readAfter">,
    private readonly stream: RedisStream,
    private readonly options: RelayOptions,
  ) {
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#running;
    this.stream.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#end;
    while (!signal.aborted) {
      try {
        await this.#relay();
      } catch {
        this.#report(false);
      }
      await wait(RETRY_MS, null, { signal }).catch(() => undefined);
    }
  }

  /** Sends for as long as the lease is ours. */
  async #relay(): Promise<void> {
    const { signal } = this.#end;
    if (!(await this.stream.lease(this.options.holder, LEASE_MS))) return;
    const after = await this.stream.last("cursor");
    const { onCommitted } = this.options;
    for await (const events of followTrail(this.reads, { after, signal, onCommitted })) {
      // Time has passed: another one may have taken over, and knows better where to go on.
      if (!(await this.stream.lease(this.options.holder, LEASE_MS))) return;
      await this.stream.add(events.map((event) => ({ cursor: event.cursor, event: eventEnvelope(event) })));
      this.#report(true);
    }
  }

  #report(isReached: boolean): void {
    if (isReached !== this.#isReached) this.options.report(isReached);
    this.#isReached = isReached;
  }
}
