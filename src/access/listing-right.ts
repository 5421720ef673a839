import type { AccessFacts, CallerFacts, CustomerFacts } from "./policy/access-facts.js";
import type { Operation } from "./policy/operations.js";
import type { Ruling, Terms } from "./policy/terms.js";
import type { Purpose, SensitiveKind } from "./vocabulary.js";

/** What part of the bank somebody may list, and what he sees of whoever is in it. */
export interface ListingRight {
  readonly scope: "OWN_PORTFOLIO" | "OWN_UNITS";
  /** Whether a kind is clear of everybody in the list: only by such may it be filtered and put in order. */
  readonly isClear: (kind: SensitiveKind) => boolean;
  /** Whether VIPs and the bank's own staff are in it. */
  readonly withConfidential: boolean;
  /** Whether the source counts exactly those whom the caller may see; where consent decides, it cannot. */
  readonly isCounted: boolean;
}

interface Policies {
  decide(facts: AccessFacts): Terms;
  decideOperation(caller: CallerFacts, operation: Operation, facts: null): Ruling;
}

/** Whoever works on the customers of a part of the bank, and looks after none of them. */
const BY_UNIT: ReadonlySet<Purpose> = new Set(["ANALYTICS", "DATA_STEWARDSHIP"]);

/**
 * Who may list customers: staff those whom they look after; analysts and stewards those of their own unit and below (the
 * whole bank at head office), without the confidential ones. There is no list of persons without bounds. What a list may
 * be filtered by is what the policies show clear of everybody who can be in it.
 */
export function decideListing(policies: Policies, caller: CallerFacts): ListingRight | null {
  if (!policies.decideOperation(caller, "listCustomers", null).allowed) return null;
  const isByUnit = BY_UNIT.has(caller.purpose);
  const everybody = customersIn(caller, !isByUnit).map((customer) =>
    policies.decide({
      caller,
      customer,
      relations: new Set(isByUnit ? [] : (["PRIMARY_MANAGER"] as const)),
      relationsKnown: true,
      businessHours: true,
      granted: [],
    }),
  );
  return {
    scope: isByUnit ? "OWN_UNITS" : "OWN_PORTFOLIO",
    isClear: (kind) => everybody.every((terms) => terms.rendering.get(kind) === "CLEAR"),
    withConfidential: !isByUnit,
    isCounted: caller.purpose !== "MARKETING",
  };
}

/** One customer of each sort that a list can hold. */
function customersIn({ purpose }: CallerFacts, withConfidential: boolean): readonly CustomerFacts[] {
  const confidentialities = withConfidential ? (["NORMAL", "VIP", "STAFF"] as const) : (["NORMAL"] as const);
  return confidentialities.flatMap((confidentiality) =>
    [true, false].map((isMinor) => ({ confidentiality, isMinor, consent: new Set([purpose]) })),
  );
}
