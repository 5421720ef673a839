import type { Caller } from "./caller.js";
import type { Decision } from "./decision.js";
import type { Purpose } from "./vocabulary.js";

const PURPOSES: ReadonlySet<Purpose> = new Set([
  "CREDIT_APPROVAL",
  "POST_LOAN_REVIEW",
  "RELATIONSHIP_MANAGEMENT",
  "SELF_SERVICE",
]);

/** Whether a caller may read the stored report of a customer whose sections he reaches. A counter is no place for it. */
export function mayReadCreditReport({ purpose }: Caller, decision: Decision): boolean {
  return decision.reachesSections && PURPOSES.has(purpose);
}
