import { PURPOSES, type Purpose, type SensitiveKind } from "../vocabulary.js";
import type { AccessFacts, CallerFacts, Relation } from "./access-facts.js";
import type { PolicySet } from "./policy-set.js";
import { questionOfCustomer } from "./question.js";
import { ROLES } from "./roles.js";

/** What the policies allow at most for one kind of value, for whoever wants to know before he asks. */
export interface KindPolicy {
  /** Purposes for which anybody is shown it, at least as a mask. */
  readonly purposes: readonly Purpose[];
  /** Roles that see it in clear for any purpose; CUSTOMER is the customer himself. */
  readonly clearRoles: readonly string[];
}

const OWN: ReadonlySet<Relation> = new Set<Relation>(["SELF"]);
const EVERY_WAY_TO_KNOW: ReadonlySet<Relation> = new Set<Relation>([
  "PRIMARY_MANAGER",
  "TEAM",
  "SAME_BRANCH",
  "BRANCH_ABOVE",
  "PRESENT_BY_DOCUMENT",
  "IDENTIFIED_BY_NUMBER",
]);

/** Asks for the best case: an ordinary consenting customer, to whom the caller stands as close as he can. */
export function describeKind(set: PolicySet, kind: SensitiveKind): KindPolicy {
  const purposes = new Set<Purpose>();
  const clearRoles = new Set<string>();
  const note = (caller: CallerFacts, role: string | null) => {
    const shown = bestCase(set, kind, caller);
    if (shown === "DENIED") return;
    purposes.add(caller.purpose);
    if (shown === "CLEAR" && role !== null) clearRoles.add(role);
  };
  note({ ...NOBODY, family: "customer", channel: "MOBILE_BANK", purpose: "SELF_SERVICE" }, "CUSTOMER");
  for (const purpose of PURPOSES.filter((each) => each !== "SELF_SERVICE"))
    for (const role of ROLES) note({ ...NOBODY, purpose, roles: [role] }, role);
  return {
    purposes: PURPOSES.filter((purpose) => purposes.has(purpose)),
    clearRoles: [...ROLES, "CUSTOMER"].filter((role) => clearRoles.has(role)),
  };
}

const NOBODY: CallerFacts = {
  subject: "staff:anybody",
  family: "staff",
  roles: [],
  clearance: "C2",
  channel: "RM_WORKBENCH",
  purpose: "AUDIT",
  unit: null,
  unitAncestors: [],
};

function bestCase(set: PolicySet, kind: SensitiveKind, caller: CallerFacts): "CLEAR" | "MASKED" | "DENIED" {
  const facts: AccessFacts = {
    caller,
    customer: { confidentiality: "NORMAL", isMinor: false, consent: new Set(PURPOSES) },
    relations: caller.family === "customer" ? OWN : EVERY_WAY_TO_KNOW,
    relationsKnown: true,
    businessHours: true,
    granted: [],
  };
  const question = questionOfCustomer(facts, set.unitsNamed).toCedar();
  const allows = (action: string) => {
    const { allowed, failed } = set.ask(question, action);
    return allowed && failed.length === 0;
  };
  if (!allows("existence") || !allows("header")) return "DENIED";
  if (allows(`clear ${kind}`)) return "CLEAR";
  return allows(`mask ${kind}`) ? "MASKED" : "DENIED";
}
