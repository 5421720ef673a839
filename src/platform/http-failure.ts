import { CallerGone, type Deadline } from "./deadline.js";

export type HttpFailureReason =
  /** No connection, a cut connection, a TLS failure. */
  | "connection"
  /** The call's own limit or the request's deadline passed. */
  | "timeout"
  /** Less time is left than an answer takes: nothing was sent. */
  | "no-time"
  /** Whoever asked has hung up, or another request of the same call was faster. */
  | "abandoned"
  /** The answer is larger than this upstream may send. */
  | "too-large"
  /** The breaker is open: nothing was sent. */
  | "circuit-open"
  /** As many calls as this upstream bears are under way, and as many again are waiting: nothing was sent. */
  | "overloaded"
  /** The upstream's calls of this minute are used up: nothing was sent. */
  | "rate-limited"
  /** The paid calls of the day are used up: nothing was sent. */
  | "budget-spent";

/** A call that brought no answer. An answer with an error status is no failure at this level. */
export class HttpFailure extends Error {
  override readonly name = "HttpFailure";
  /** How long until a call may go out again, where that is known. */
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly reason: HttpFailureReason,
    detail: { readonly cause?: unknown; readonly retryAfterMs?: number } = {},
  ) {
    super(`upstream call failed: ${reason}`, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.retryAfterMs = detail.retryAfterMs;
  }
}

/** What a call comes to whose deadline has ended: the time was over, or whoever asked has gone. */
export function givenUp({ signal }: Deadline, otherwise: HttpFailureReason = "timeout"): HttpFailure {
  return new HttpFailure(signal.reason instanceof CallerGone ? "abandoned" : otherwise);
}
