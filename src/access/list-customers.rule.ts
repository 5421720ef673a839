import type { Caller } from "./caller.js";
import { ANALYTICS, needsOwnUnits, OWN_PORTFOLIO, PORTFOLIO_PURPOSES } from "./reach.rule.js";
import type { Terms } from "./terms.js";

/** What part of the bank somebody may list, and what he sees of whoever is in it. */
export interface ListingRight {
  readonly scope: "OWN_PORTFOLIO" | "OWN_UNITS";
  /** What decides of every customer in the list; so also what the list may be filtered and put in order by. */
  readonly terms: Terms;
  /** Whether VIPs and the bank's own staff are in it. */
  readonly withConfidential: boolean;
}

const MANAGERS = ["RELATIONSHIP_MANAGER", "CORPORATE_RELATIONSHIP_MANAGER"] as const;

/**
 * Who may list customers: a manager those whom he manages, an analyst those of his own unit and below (the whole bank at
 * head office) without the confidential ones. Nobody lists anybody else: there is no list of persons without bounds.
 */
export function decideListing(caller: Caller): ListingRight | null {
  const { staffId, roles, purpose } = caller;
  if (staffId === null) return null;
  if (MANAGERS.some((role) => roles.includes(role)) && PORTFOLIO_PURPOSES.has(purpose)) {
    return { scope: "OWN_PORTFOLIO", terms: OWN_PORTFOLIO, withConfidential: true };
  }
  return needsOwnUnits(caller) ? { scope: "OWN_UNITS", terms: ANALYTICS, withConfidential: false } : null;
}
