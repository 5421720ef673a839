import type { Instant } from "../../domain/instant.js";
import type { GrantErrorCode } from "./grant-error.js";
import { eventOf, type Grant } from "./grant.js";
import { grantState } from "./grant-state.rule.js";

/** Why this person may not decide on this grant now; null when he may. */
export function whyNotDecide(grant: Grant, staffId: string, now: Instant): GrantErrorCode | null {
  if (grant.request.requester === staffId) return "SELF_APPROVAL";
  if (grant.events.length > 0) return "GRANT_ALREADY_DECIDED";
  return grantState(grant, now) === "REQUESTED" ? null : "GRANT_LAPSED";
}

/**
 * Why this person may not review this emergency access now; null when he may. A review ends the grant, so it need not
 * wait for its time to be over: nothing is looked at after the review of it.
 */
export function whyNotReview(grant: Grant, staffId: string): GrantErrorCode | null {
  const { request, events } = grant;
  if (!request.emergency) return "GRANT_NOT_EMERGENCY";
  if (request.requester === staffId) return "SELF_REVIEW";
  if (eventOf(grant, "REVIEWED") !== null) return "GRANT_ALREADY_REVIEWED";
  return events.some(({ by }) => by === staffId) ? "SELF_REVIEW" : null;
}

/** Why this grant cannot be taken back now; null when it can. A request that nobody has decided can be, too. */
export function whyNotRevoke(grant: Grant, now: Instant): GrantErrorCode | null {
  const state = grantState(grant, now);
  return state === "REQUESTED" || state === "APPROVED" || state === "ACTIVE" ? null : "GRANT_NOT_ACTIVE";
}
