import type { Outcome, Unavailable } from "../../domain/outcome.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { SourceName } from "../../domain/source.js";
import type { Deadline } from "../../platform/deadline.js";
import type { SharedDeadline } from "../../platform/cache/shared-deadline.js";

/** A question that is being asked, and all who wait for its answer. */
export class Flight {
  readonly #answer: Promise<Outcome<unknown>>;
  readonly #startedAt = performance.now();
  readonly #givenMs: number;
  settle!: (outcome: Outcome<unknown>) => void;
  fail!: (mistake: unknown) => void;

  constructor(
    private readonly source: SourceName,
    readonly deadline: SharedDeadline,
  ) {
    this.#givenMs = deadline.remainingMs();
    this.#answer = new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
    });
    this.#answer.catch(() => undefined);
  }

  /** The answer, or a timeout at the waiting request's own deadline. */
  async answer(deadline: Deadline): Promise<Outcome<unknown>> {
    const { signal } = deadline;
    let stop: (() => void) | undefined;
    const late = new Promise<Unavailable>((resolve) => {
      stop = () => resolve({ kind: "unavailable", source: this.source, because: timeout(this.source) });
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    });
    try {
      return await Promise.race([this.#answer, late]);
    } finally {
      if (stop !== undefined) signal.removeEventListener("abort", stop);
    }
  }

  /** Whether a request that joined has time left where the one that started this had none: then it may ask for itself. */
  endedTooSoonFor(outcome: Outcome<unknown>, own: Deadline, sourceLimitMs: number): boolean {
    if (outcome.kind !== "unavailable" || outcome.because.extensions.code !== "SOURCE_TIMEOUT") return false;
    const spent = performance.now() - this.#startedAt;
    return this.#givenMs < sourceLimitMs && own.remainingMs() > 20 && this.#givenMs < spent + own.remainingMs();
  }
}

export function timeout(source: SourceName): SourceFault {
  return new SourceFault(source, "SOURCE_TIMEOUT");
}
