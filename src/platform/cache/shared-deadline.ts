import { CallerGone, type Deadline } from "../deadline.js";

/**
 * The deadline of one question that several requests wait for: it lasts as long as the most patient of them, and is
 * given up only when all of them are gone. One caller who hangs up takes nothing from the others.
 */
export class SharedDeadline implements Deadline {
  readonly #waiting = new Set<Deadline>();
  readonly #controller = new AbortController();
  readonly #listeners = new Map<Deadline, () => void>();

  constructor(first: Deadline) {
    this.join(first);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  remainingMs(): number {
    return Math.max(0, ...[...this.#waiting].map((deadline) => deadline.remainingMs()));
  }

  join(deadline: Deadline): void {
    if (this.#waiting.has(deadline)) return;
    if (deadline.signal.aborted) {
      if (this.#waiting.size === 0) this.#controller.abort(deadline.signal.reason ?? new CallerGone());
      return;
    }
    this.#waiting.add(deadline);
    const leave = (): void => {
      this.#waiting.delete(deadline);
      if (this.#waiting.size === 0) this.#controller.abort(deadline.signal.reason);
    };
    this.#listeners.set(deadline, leave);
    deadline.signal.addEventListener("abort", leave, { once: true });
  }

  /** When the question is answered. The requests' own deadlines go on. */
  release(): void {
    for (const [deadline, leave] of this.#listeners) deadline.signal.removeEventListener("abort", leave);
    this.#listeners.clear();
  }
}
