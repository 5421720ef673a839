import { Attempt } from "../http.js";

export interface HedgeParts<T> {
  readonly send: (attempt: Attempt) => Promise<T>;
  /** When the first request counts as late. */
  readonly afterMs: number;
  /** Asked at that moment: whether a second one may go out. */
  readonly mayHedge: () => boolean;
  readonly onWon: () => void;
}

/** Timers of one length share a list, so lengths are rounded. */
const ROUND_TO_MS = 10;

/** The answer of whichever request is first; the other is called off. Rejects when no request is left that could answer. */
export function hedge<T>({ send, afterMs, mayHedge, onWon }: HedgeParts<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const attempts: Attempt[] = [];
    let open = 0;
    const start = (): void => {
      const attempt = new Attempt();
      const isSecond = attempts.push(attempt) === 2;
      open += 1;
      const win = (answer: T): void => {
        clearTimeout(timer);
        for (const other of attempts) if (other !== attempt) other.callOff?.();
        if (isSecond) onWon();
        resolve(answer);
      };
      const lose = (error: unknown): void => {
        open -= 1;
        if (open > 0) return;
        // One that failed outright is not late: what to do about it is for the retry to say.
        clearTimeout(timer);
        reject(error);
      };
      send(attempt).then(win, lose);
    };
    const timer = setTimeout(
      () => {
        if (mayHedge()) start();
      },
      Math.ceil(afterMs / ROUND_TO_MS) * ROUND_TO_MS,
    );
    start();
  });
}
