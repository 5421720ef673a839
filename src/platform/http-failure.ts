export type HttpFailureReason =
  /** No connection, a cut connection, a TLS failure. */
  | "connection"
  /** The call's own limit or the request's deadline passed. */
  | "timeout"
  /** Whoever asked has hung up. */
  | "abandoned"
  /** The answer is larger than this upstream may send. */
  | "too-large"
  /** The breaker is open: nothing was sent. */
  | "circuit-open";

/** A call that brought no answer. An answer with an error status is no failure at this level. */
export class HttpFailure extends Error {
  override readonly name = "HttpFailure";
  constructor(
    readonly reason: HttpFailureReason,
    cause?: unknown,
  ) {
    super(`upstream call failed: ${reason}`, { cause });
  }
}
