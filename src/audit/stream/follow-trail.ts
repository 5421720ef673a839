import type { AuditReads, Cursor, StreamedEvent } from "../store/audit-store.js";

export interface FollowOptions {
  /** Null for the whole trail from its beginning. */
  readonly after: Cursor | null;
  readonly signal: AbortSignal;
  /** Calls back when this process has added something. Gives a way to stop. */
  readonly onCommitted: (listener: () => void) => () => void;
  readonly pollMs?: number;
  readonly batch?: number;
}

/** Other gateways' events are looked for as often. */
const POLL_MS = 1_000;
const BATCH = 500;

/**
 * Every event after a cursor, in the trail's order, and then whatever comes. The reader keeps his own place in the trail:
 * nothing waits for him in memory, and however slow he is, no request notices.
 */
export async function* followTrail(
  reads: Pick<AuditReads, "readAfter">,
  { after, signal, onCommitted, pollMs = POLL_MS, batch = BATCH }: FollowOptions,
): AsyncGenerator<readonly StreamedEvent[]> {
  let cursor = after;
  let wake = (): void => undefined;
  let isNews = false;
  const news = (): void => {
    isNews = true;
    wake();
  };
  const stop = onCommitted(news);
  signal.addEventListener("abort", news, { once: true });
  try {
    while (!signal.aborted) {
      isNews = false;
      const events = await reads.readAfter(cursor, batch);
      const last = events.at(-1);
      if (last !== undefined) {
        yield events;
        cursor = last.cursor;
      } else if (!isNews) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pollMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  } finally {
    stop();
    signal.removeEventListener("abort", news);
  }
}
