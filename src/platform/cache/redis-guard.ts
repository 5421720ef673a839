import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleAll } from "cockatiel";

/** Why the shared level is not what it should be; null when it is. */
export type RedisTrouble = "unreachable" | "refusing-writes" | null;

export interface GuardEvents {
  readonly failed: (kind: "timeout" | "connection") => void;
}

/** Nobody waits for Redis: what it does not give within a few milliseconds is as good as not there. */
export class RedisGuard {
  readonly #breaker = circuitBreaker(handleAll, {
    halfOpenAfter: 500,
    breaker: new ConsecutiveBreaker(5),
  });
  #isRefusingWrites = false;

  constructor(
    private readonly limitMs: number,
    private readonly events: GuardEvents,
  ) {}

  /** The work's result; null when Redis failed, was too slow or is resting. `work` is not undone: it may still have happened. */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await this.#breaker.execute(() => within(this.limitMs, work()));
    } catch (error) {
      if (!(error instanceof BrokenCircuitError))
        this.events.failed(error instanceof TooSlow ? "timeout" : "connection");
      return null;
    }
  }

  /** Told by whoever writes: a full server answers, and takes nothing. */
  noteWrite(isTaken: boolean): void {
    this.#isRefusingWrites = !isTaken;
  }

  get isResting(): boolean {
    return this.#breaker.state === CircuitState.Open;
  }

  get isRefusingWrites(): boolean {
    return this.#isRefusingWrites;
  }
}

class TooSlow extends Error {
  override readonly name = "TooSlow";
}

/** Rejects with TooSlow when the work takes longer; the work itself goes on. */
export async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    // One more turn of the loop: after a busy moment the answer may be here already, behind the timer.
    timer = setTimeout(() => setImmediate(() => reject(new TooSlow())), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
