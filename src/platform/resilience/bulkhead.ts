import type { Deadline } from "../deadline.js";
import { givenUp, HttpFailure } from "../http-failure.js";
import { AdaptiveLimit } from "./adaptive-limit.js";

interface Waiting {
  readonly enter: () => void;
  /** Whoever waited has gone, and the place in the line is empty. */
  gone: boolean;
}

/** Room for so many calls at once and a short line before it, so that one slow upstream cannot fill the process. */
export class Bulkhead {
  readonly limit: AdaptiveLimit;
  #inFlight = 0;
  #waiting = 0;
  readonly #line: Waiting[] = [];

  constructor(
    most: number,
    private readonly mostWaiting: number,
  ) {
    // Below an eighth there would be too few answers to learn from that an upstream is well again.
    this.limit = new AdaptiveLimit(Math.max(1, Math.floor(most / 8)), most);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Null when there is room at once. Rejects with HttpFailure: the line is full, or the deadline came first. */
  enter(deadline: Deadline): Promise<void> | null {
    if (this.#inFlight < this.limit.limit) {
      this.#inFlight += 1;
      return null;
    }
    if (this.#waiting >= this.mostWaiting) throw new HttpFailure("overloaded");
    return this.#wait(deadline);
  }

  leave(): void {
    this.#inFlight -= 1;
    while (this.#inFlight < this.limit.limit) {
      const next = this.#line.shift();
      if (next === undefined) return;
      if (next.gone) continue;
      this.#inFlight += 1;
      next.enter();
    }
  }

  #wait(deadline: Deadline): Promise<void> {
    const { signal } = deadline;
    this.#waiting += 1;
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        gone: false,
        enter: () => {
          this.#waiting -= 1;
          signal.removeEventListener("abort", giveUp);
          resolve();
        },
      };
      const giveUp = (): void => {
        waiting.gone = true;
        this.#waiting -= 1;
        reject(givenUp(deadline, "overloaded"));
      };
      signal.addEventListener("abort", giveUp, { once: true });
      this.#line.push(waiting);
    });
  }
}
