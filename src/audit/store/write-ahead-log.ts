import type { LastingThread } from "./lasting-thread.js";

/** How far a look at the log came, in pages. */
export interface LogMoved {
  readonly pages: number;
  readonly moved: number;
}

/**
 * Between one move and the next. The disk is busy for some tens of milliseconds with each, whichever thread asks: seldom,
 * few requests meet one, and a page that changes again and again is moved but once.
 */
const EVENTS_BETWEEN = 500;
const BETWEEN_MS = 10_000;
/** From 32 MB on the log is begun anew. */
const MOST_PAGES = 8_192;

/**
 * Keeps the log of an embedded trail short. Its pages have to be moved into the file at some time, and synced there: done
 * by the thread that writes, requests wait for that. Another thread moves them while it writes on; only the few that came
 * meanwhile are left to the writer, and with the last of them moved it begins the log anew.
 */
export class WriteAheadLog {
  #events = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | null = null;

  constructor(
    private readonly writer: Pick<LastingThread, "call">,
    private readonly tidier: Pick<LastingThread, "call" | "stop">,
  ) {}

  /** So many events were added. */
  grown(events: number): void {
    this.#events += events;
    if (this.#events < EVENTS_BETWEEN || this.#running !== null) return;
    if (performance.now() - this.#lookedAt < BETWEEN_MS) return;
    this.#events = 0;
    // What fails here is tried again with what comes next; and the writer itself moves a log that has grown too long.
    this.#running = this.#shorten()
      .catch(() => undefined)
      .finally(() => {
        this.#running = null;
        this.#lookedAt = performance.now();
      });
  }

  async stop(): Promise<void> {
    await this.#running;
    await this.tidier.stop();
  }

  async #shorten(): Promise<void> {
    const { pages } = await this.tidier.call<LogMoved>("moveLog");
    if (pages < MOST_PAGES) return;
    // What came while the most of it was moved is little; of that, a second look leaves next to nothing.
    await this.tidier.call<LogMoved>("moveLog");
    await this.writer.call<LogMoved>("moveLog");
  }
}
