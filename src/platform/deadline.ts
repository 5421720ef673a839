/** How long a request may still take. Measured on the monotonic clock: a bank's own clock may stand still or be set back. */
export interface Deadline {
  /** Milliseconds left, never below zero. */
  remainingMs(): number;
  /** Aborts when the time is over or the caller has gone away. */
  readonly signal: AbortSignal;
  /** Ends the timer; call it when the answer has left. */
  release(): void;
}

/** Starts the clock of one request. `caller` aborts when the client hangs up. */
export function startDeadline(budgetMs: number, caller?: AbortSignal): Deadline {
  const endsAt = performance.now() + budgetMs;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DeadlineExceeded()), budgetMs);
  timer.unref();
  const hangUp = (): void => controller.abort(new CallerGone());
  if (caller?.aborted) hangUp();
  else caller?.addEventListener("abort", hangUp, { once: true });
  return {
    remainingMs: () => Math.max(0, endsAt - performance.now()),
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", hangUp);
    },
  };
}

export class DeadlineExceeded extends Error {
  override readonly name = "DeadlineExceeded";
  constructor() {
    super("the request's deadline has passed");
  }
}

export class CallerGone extends Error {
  override readonly name = "CallerGone";
  constructor() {
    super("the caller has hung up");
  }
}
