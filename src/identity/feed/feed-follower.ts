import { SourceFault } from "../../domain/source-fault.js";
import { startDeadline } from "../../platform/deadline.js";
import type { Log } from "../../platform/log.js";
import type { PartyFeed } from "../../sources/party-feed.js";
import type { IdentityWriter } from "../identity-writer.js";
import { FeedFault } from "./feed-fault.js";
import type { FeedLog } from "./feed-log.js";
import { takeChanges } from "./party-ingest.js";

const DEADLINE_MS = 5_000;

/**
 * Asks the sources again and again what has changed, while the gateway runs. Only those whose listing has been read: the
 * changes of a source are worth nothing without what they change. Several gateways may follow; what one has taken over
 * costs the other a look.
 */
export class FeedFollower {
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #isStopped = false;

  constructor(
    private readonly feeds: readonly PartyFeed[],
    private readonly writer: IdentityWriter,
    private readonly feedLog: FeedLog,
    private readonly log: Log,
    private readonly everyMs: number,
  ) {}

  start(): void {
    if (this.everyMs > 0) for (const feed of this.feeds) this.#soon(feed);
  }

  /** Asks nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#running);
  }

  #soon(feed: PartyFeed): void {
    if (this.#isStopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const round = this.#round(feed).then(() => this.#soon(feed));
      this.#running.add(round);
      void round.finally(() => this.#running.delete(round));
    }, this.everyMs);
    timer.unref();
    this.#timers.add(timer);
  }

  /** A source that fails is asked again; that it failed stands in the log already. */
  async #round(feed: PartyFeed): Promise<void> {
    const deadline = startDeadline(DEADLINE_MS);
    try {
      for (let more = true; more && !this.#isStopped;) {
        const state = await this.feedLog.read(feed.name);
        if (!state.isListed || state.changeCursor === null) return;
        const page = await feed.fetchChanges(state.changeCursor, deadline);
        await takeChanges(feed, page, state, { writer: this.writer, observer: this.writer, log: this.feedLog });
        more = page.value.more;
      }
    } catch (error) {
      if (error instanceof SourceFault) return;
      const name = error instanceof Error ? error.name : typeof error;
      const source = feed.name;
      if (error instanceof FeedFault) this.log.warn({ source }, "the change feed repeats itself");
      else this.log.error({ source, name }, "changes could not be taken over");
    } finally {
      deadline.release();
    }
  }
}
