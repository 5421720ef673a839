import type { Instant } from "../../domain/instant.js";
import { eventOf, type Grant, type GrantState } from "./grant.js";

/** Where a grant stands at a moment: nothing but its events and the clock decide. */
export function grantState(grant: Grant, now: Instant): GrantState {
  const { emergency, lapsesAt } = grant.request;
  if (eventOf(grant, "REVIEWED") !== null) return "REVIEWED";
  const isRevoked = eventOf(grant, "REVOKED") !== null;
  const opened = eventOf(grant, "OPENED");
  if (opened === null) {
    if (eventOf(grant, "REJECTED") !== null) return "REJECTED";
    if (isRevoked) return "REVOKED";
    return now < lapsesAt ? "REQUESTED" : "EXPIRED";
  }
  if (isRevoked || now >= opened.expiresAt) return emergency ? "REVIEW_DUE" : isRevoked ? "REVOKED" : "EXPIRED";
  return emergency || grant.usageCount > 0 ? "ACTIVE" : "APPROVED";
}

/** Whether a grant opens its fields at a moment. */
export function isInForce(grant: Grant, now: Instant): boolean {
  const state = grantState(grant, now);
  return state === "APPROVED" || state === "ACTIVE";
}
