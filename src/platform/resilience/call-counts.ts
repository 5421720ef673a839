/** What became of the calls to one upstream since the process began; read by whoever publishes metrics. */
export class CallCounts {
  /** Questions that the gateway had. */
  asked = 0;
  /** Requests on the wire for them, retries and second requests included. */
  sent = 0;
  /** Of those, the ones that brought no good answer; those that were called off apart. */
  failed = 0;
  retried = 0;
  hedged = 0;
  /** Hedges whose second request answered first. */
  hedgesWon = 0;
  /** Not sent, by the reason of the HttpFailure. */
  readonly refused: Record<Refused, number> = {
    "no-time": 0,
    overloaded: 0,
    "rate-limited": 0,
    "budget-spent": 0,
    "circuit-open": 0,
    resting: 0,
  };
}

export type Refused = "no-time" | "overloaded" | "rate-limited" | "budget-spent" | "circuit-open" | "resting";
