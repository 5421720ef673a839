import { describe, expect, it } from "vitest";
import { mayReadCreditReport } from "../../../../src/access/credit-report.rule.js";
import { decideReach, mayFindBy } from "../../../../src/access/reach.rule.js";
import { CHANNELS, PURPOSES, SENSITIVE_KINDS } from "../../../../src/access/vocabulary.js";
import { IDENTIFIER_TYPES, isIdentityDocumentType, type IdentifierType } from "../../../../src/domain/identifier.js";
import type { CallerFacts, Relation } from "../../../../src/access/policy/access-facts.js";
import { builtInEngine, factsOf, ONLINE, staffCaller } from "../../../support/access-facts.js";
import { customer, staff } from "../../../support/callers.js";

const ENGINE = builtInEngine();
const COVERED = {
  primaryManager: { id: "RM1", name: null, role: null, orgUnitId: null },
  owningBranch: null,
  team: [],
  history: [],
};
const STAFF_PURPOSES = PURPOSES.filter((purpose) => purpose !== "SELF_SERVICE");

function relationsOf(foundBy: IdentifierType | null): readonly Relation[] {
  if (foundBy === null) return [];
  if (isIdentityDocumentType(foundBy)) return ["PRESENT_BY_DOCUMENT"];
  return foundBy === "MOBILE" ? ["IDENTIFIED_BY_NUMBER"] : [];
}

describe("wherever the plain rule lets a caller in, the policies let him in just as far", () => {
  const cases = STAFF_PURPOSES.flatMap((purpose) =>
    [null, ...IDENTIFIER_TYPES].flatMap((foundBy) =>
      [true, false].map((isManaged) => ({ purpose, foundBy, isManaged })),
    ),
  );

  it.each(cases)("$purpose, found by $foundBy, managed: $isManaged", ({ purpose, foundBy, isManaged }) => {
    const caller = staff("RM1", purpose);
    const decision = decideReach(caller, { isSelf: false, foundBy, coverage: isManaged ? COVERED : null });
    const relations = [...relationsOf(foundBy), ...(isManaged ? (["PRIMARY_MANAGER"] as const) : [])];
    const facts = factsOf(staffCaller(purpose), relations, { confidentiality: "VIP" });
    const terms = ENGINE.decide(facts);
    expect([terms.level, terms.basis]).toEqual([decision.level, decision.basis]);
    for (const kind of SENSITIVE_KINDS) expect(terms.rendering.get(kind), kind).toBe(decision.rendering(kind));
    const { caller: who, ...others } = facts;
    const mayRead = ENGINE.decideOperation(who, "creditReport", others).allowed;
    expect(mayRead).toBe(mayReadCreditReport(caller, decision));
  });
});

it("a customer is shown himself as before", () => {
  const decision = decideReach(customer("10000001"), { isSelf: true, foundBy: null, coverage: undefined });
  const terms = ENGINE.decide(factsOf(ONLINE, ["SELF"], { isMinor: null, confidentiality: "UNKNOWN" }));
  expect([terms.level, terms.basis, terms.reason]).toEqual([decision.level, decision.basis, decision.reason]);
  for (const kind of SENSITIVE_KINDS) expect(terms.rendering.get(kind), kind).toBe(decision.rendering(kind));
});

it.each(STAFF_PURPOSES)("a look-up for %s is allowed wherever it was", (purpose) => {
  const operations = { RESIDENT_ID: "lookUpByDocument", MOBILE: "lookUpByMobile", CIF: "lookUpByNumber" } as const;
  for (const [type, operation] of Object.entries(operations)) {
    const before = mayFindBy(staff("RM1", purpose), { type: type as IdentifierType, value: "1" });
    if (before) expect(ENGINE.decideOperation(staffCaller(purpose), operation).allowed, type).toBe(true);
  }
});

it("no channel changes anything yet", () => {
  for (const channel of CHANNELS) {
    const caller: CallerFacts = { ...staffCaller("RELATIONSHIP_MANAGEMENT"), channel };
    expect(ENGINE.decide(factsOf(caller, ["TEAM"])).basis).toBe("OWN_PORTFOLIO");
  }
});
