import { setTimeout as wait } from "node:timers/promises";

/** So long a writer waits for the others; a build of the whole index writes in parts that are much shorter. */
const LONGEST_WAIT_MS = 30_000;

/** Does the work again as long as another process holds the store; the process goes on meanwhile. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await wait(2 + Math.random() * 20);
    }
  }
}

/** SQLite's "busy"; PostgreSQL's serialisation failure and deadlock. */
function isBusy(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: unknown; code?: unknown };
  return (typeof errcode === "number" && (errcode & 0xff) === 5) || code === "40001" || code === "40P01";
}
