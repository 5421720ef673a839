import { SourceFault, type SourceFaultCode } from "../domain/source-fault.js";
import { HttpFailure, type HttpFailureReason } from "../platform/http-failure.js";
import type { Verdict } from "../platform/resilience/settings.js";

const NOTHING: Verdict = { again: false, counts: false, silent: false, restMs: null, quotaSpent: false };
const COUNTS: Verdict = { ...NOTHING, counts: true };

/** What each way of bringing no answer means for the calls after it. Refusals of our own say nothing about the upstream. */
const OF_FAILURE: Record<HttpFailureReason, Verdict> = {
  connection: { ...COUNTS, again: true },
  // A second try after silence doubles the load of a source that is already drowning; hedging is what slowness is for.
  timeout: { ...COUNTS, silent: true },
  "too-large": COUNTS,
  abandoned: NOTHING,
  "no-time": NOTHING,
  "circuit-open": NOTHING,
  overloaded: NOTHING,
  "rate-limited": NOTHING,
  "budget-spent": NOTHING,
};

/** A provider that says the quota is used up is asked again so often: somebody may have bought more. */
const QUOTA_REST_MS = 15 * 60_000;
/** Wrong credentials stay wrong until somebody mends them; asking on would only fill their log and ours. */
const SET_UP_REST_MS = 30_000;
/** "Come back later", without saying when. */
const THROTTLE_REST_MS = 1_000;
/** A header that says "next year" must not put a source away for good. */
const LONGEST_REST_MS = 5 * 60_000;

/** What each refusal means for the calls after it. */
const OF_CODE: Record<SourceFaultCode, Verdict> = {
  SOURCE_UNAVAILABLE: { ...COUNTS, again: true },
  SOURCE_TIMEOUT: { ...COUNTS, silent: true },
  SOURCE_MALFORMED: COUNTS,
  SOURCE_REFUSED: NOTHING,
  SOURCE_CONSENT_REQUIRED: NOTHING,
  SOURCE_THROTTLED: { ...NOTHING, again: true, restMs: THROTTLE_REST_MS },
  SOURCE_BUDGET_EXHAUSTED: { ...NOTHING, restMs: QUOTA_REST_MS, quotaSpent: true },
  SOURCE_MISCONFIGURED: NOTHING,
  SOURCE_CIRCUIT_OPEN: NOTHING,
  SOURCE_OVERLOADED: NOTHING,
};

/** The one table that maps what went wrong to what is done about it. */
export function verdictOf(error: unknown): Verdict {
  if (error instanceof HttpFailure) return OF_FAILURE[error.reason];
  if (!(error instanceof SourceFault)) return NOTHING;
  const verdict = OF_CODE[error.code];
  if (error.retryAfterSeconds !== undefined) {
    return { ...verdict, restMs: Math.min(LONGEST_REST_MS, error.retryAfterSeconds * 1_000) };
  }
  return error.rests ? { ...verdict, restMs: SET_UP_REST_MS } : verdict;
}
