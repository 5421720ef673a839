import type { Caller } from "./caller.js";
import type { CallersView, FieldPolicyReader } from "./field-policy.js";
import type { AccessFacts, Relation } from "./policy/access-facts.js";
import { toCallerFacts } from "./policy/caller-facts.js";
import type { KindPolicy } from "./policy/kind-policy.js";
import type { Terms } from "./policy/terms.js";
import { PURPOSES, type Rendering, type SensitiveKind, type SensitiveLabel } from "./vocabulary.js";

interface Policies {
  decide(facts: AccessFacts): Terms;
  describe(kind: SensitiveKind): KindPolicy;
}

/** The ways in which a caller can stand to an ordinary customer, one at a time. */
const WAYS: Readonly<Record<"staff" | "customer", readonly (readonly Relation[])[]>> = {
  staff: [
    [],
    ["PRIMARY_MANAGER"],
    ["TEAM"],
    ["SAME_BRANCH"],
    ["BRANCH_ABOVE"],
    ["PRESENT_BY_DOCUMENT"],
    ["IDENTIFIED_BY_NUMBER"],
  ],
  customer: [["SELF"]],
};

/** The policies in force, read for people: what would become of a value, without any value. */
export class PolicyFieldReader implements FieldPolicyReader {
  constructor(private readonly policies: Policies) {}

  describe({ kind }: SensitiveLabel): KindPolicy {
    return this.policies.describe(kind);
  }

  viewOf(caller: Caller, { kind }: SensitiveLabel): CallersView {
    const own = this.#termsOf(caller).filter(
      ({ level }) => level === "STANDARD" || level === "HEADER" || level === "FULL",
    );
    if (own.length === 0) return { renderings: ["DENIED"], reason: "ROLE_CLEARANCE" };
    const renderings = [...new Set(own.map(({ rendering }): Rendering => rendering.get(kind) ?? "DENIED"))];
    const hidden = own.find(({ rendering }) => rendering.get(kind) !== "CLEAR");
    return { renderings, reason: hidden === undefined ? null : (hidden.reasons.get(kind) ?? hidden.reason) };
  }

  #termsOf(caller: Caller): readonly Terms[] {
    const facts = toCallerFacts(caller);
    const ways = WAYS[facts.family];
    return ways.map((relations) =>
      this.policies.decide({
        caller: facts,
        customer: { confidentiality: "NORMAL", isMinor: false, consent: new Set(PURPOSES) },
        relations: new Set(relations),
        relationsKnown: true,
        businessHours: true,
        granted: [],
      }),
    );
  }
}
