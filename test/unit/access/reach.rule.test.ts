import { describe, expect, it } from "vitest";
import { decideReach, needsCoverage, type ReachFacts } from "../../../src/access/reach.rule.js";
import { PURPOSES, type Purpose } from "../../../src/access/vocabulary.js";
import type { CoverageRecord } from "../../../src/domain/records/coverage.js";
import { IDENTIFIER_TYPES, IDENTITY_DOCUMENT_TYPES } from "../../../src/domain/identifier.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { customer, staff } from "../../support/callers.js";

const UNREADABLE = new SourceFault("crm", "SOURCE_MALFORMED");
const member = (id: string) => ({ id, name: null, role: null, orgUnitId: null });
const managedBy = (id: string, parts: Partial<CoverageRecord> = {}): CoverageRecord => ({
  primaryManager: member(id),
  owningBranch: null,
  team: [],
  history: [],
  ...parts,
});
const facts = (parts: Partial<ReachFacts> = {}): ReachFacts => ({
  isSelf: false,
  foundBy: null,
  coverage: undefined,
  ...parts,
});
const RM1 = staff("RM1", "RELATIONSHIP_MANAGEMENT");

describe("a customer himself", () => {
  it("is allowed: everything clear but his document's and account's numbers", () => {
    const decision = decideReach(customer("10000001"), facts({ isSelf: true }));
    expect([decision.level, decision.basis]).toEqual(["STANDARD", "SELF"]);
    expect([decision.rendering("AMOUNT"), decision.rendering("MOBILE")]).toEqual(["CLEAR", "CLEAR"]);
    expect([decision.rendering("DOCUMENT_NUMBER"), decision.rendering("ACCOUNT_NUMBER")]).toEqual(["MASKED", "MASKED"]);
  });

  it("is denied anybody else, however he found him", () => {
    for (const foundBy of IDENTIFIER_TYPES) {
      expect(decideReach(customer("10000001"), facts({ foundBy, coverage: managedBy("10000001") })).level).toBe("NONE");
    }
  });

  it("does not apply to staff", () => {
    expect(decideReach(RM1, facts({ isSelf: true })).level).toBe("NONE");
  });
});

describe("a manager's own portfolio", () => {
  it.each<[string, CoverageRecord]>([
    ["primary manager", managedBy("RM1")],
    [
      "one of the team",
      managedBy("RM9", {
        team: [{ staff: member("RM1"), role: null, department: null, validFrom: null, validTo: null }],
      }),
    ],
  ])("allows the %s: amounts clear, the rest masked", (_, coverage) => {
    const decision = decideReach(RM1, facts({ coverage }));
    expect([decision.level, decision.basis]).toEqual(["STANDARD", "OWN_PORTFOLIO"]);
    expect([decision.rendering("AMOUNT"), decision.rendering("PERSON_NAME")]).toEqual(["CLEAR", "MASKED"]);
  });

  it("denies another's customer, and one whom nobody looks after", () => {
    expect(decideReach(RM1, facts({ coverage: managedBy("RM2") })).level).toBe("NONE");
    expect(decideReach(RM1, facts({ coverage: null })).level).toBe("NONE");
  });

  it("applies to the purposes of looking after customers alone", () => {
    const allowed = PURPOSES.filter((purpose) => purpose !== "SELF_SERVICE").filter(
      (purpose) => decideReach(staff("RM1", purpose), facts({ coverage: managedBy("RM1") })).basis === "OWN_PORTFOLIO",
    );
    expect(allowed).toEqual(["RELATIONSHIP_MANAGEMENT", "CREDIT_APPROVAL", "POST_LOAN_REVIEW", "KYC_AML"]);
  });

  it.each<[string, CoverageRecord | undefined]>([
    ["the CRM could not be asked", undefined],
    ["the manager could not be read", managedBy("RM1", { primaryManager: UNREADABLE })],
    ["the team could not be read", managedBy("RM1", { team: UNREADABLE })],
  ])("denies when %s", (_, coverage) => {
    expect(decideReach(RM1, facts({ coverage })).level).toBe("NONE");
  });
});

describe("a customer who is present", () => {
  const teller = staff("T1", "COUNTER_SERVICE");

  it.each(IDENTITY_DOCUMENT_TYPES)("is reached by his %s at the counter", (foundBy) => {
    const decision = decideReach(teller, facts({ foundBy }));
    expect([decision.level, decision.basis]).toEqual(["STANDARD", "CUSTOMER_PRESENT"]);
    expect([decision.rendering("AMOUNT"), decision.rendering("DOCUMENT_NUMBER")]).toEqual(["CLEAR", "MASKED"]);
  });

  it("is not by any other number", () => {
    const others = IDENTIFIER_TYPES.filter((type) => !(IDENTITY_DOCUMENT_TYPES as readonly string[]).includes(type));
    for (const foundBy of others) expect(decideReach(teller, facts({ foundBy })).level, foundBy).toBe("NONE");
  });

  it("is not present where no counter is", () => {
    for (const purpose of ["MARKETING", "ANALYTICS", "KYC_AML"] satisfies Purpose[]) {
      expect(decideReach(staff("T1", purpose), facts({ foundBy: "RESIDENT_ID" })).level).toBe("NONE");
    }
  });

  it("needs nobody's portfolio to be looked up", () => {
    expect(needsCoverage(teller)).toBe(false);
    expect(decideReach(teller, facts({ foundBy: "RESIDENT_ID", coverage: undefined })).level).toBe("STANDARD");
  });
});

describe("a caller on the telephone", () => {
  const agent = staff("CC1", "CALL_SERVICE");

  it("is shown masked, his amounts not at all", () => {
    const decision = decideReach(agent, facts({ foundBy: "MOBILE" }));
    expect([decision.level, decision.reachesHeader, decision.reachesSections]).toEqual(["HEADER", true, false]);
    expect([decision.rendering("PERSON_NAME"), decision.rendering("AMOUNT")]).toEqual(["MASKED", "DENIED"]);
  });

  it("is shown so by his document too, and by no other number", () => {
    const shown = IDENTIFIER_TYPES.filter((foundBy) => decideReach(agent, facts({ foundBy })).level !== "NONE");
    expect([...shown].sort()).toEqual([...IDENTITY_DOCUMENT_TYPES, "MOBILE"].sort());
    for (const foundBy of shown) expect(decideReach(agent, facts({ foundBy })).basis).toBe("CALLER_IDENTIFIED");
  });

  it("is denied to any other purpose", () => {
    expect(decideReach(staff("CC1", "MARKETING"), facts({ foundBy: "MOBILE" })).level).toBe("NONE");
  });

  it("is denied when he was not looked up in this request", () => {
    expect(decideReach(agent, facts()).level).toBe("NONE");
  });
});

it("equal decisions are one object", () => {
  expect(decideReach(RM1, facts({ coverage: managedBy("RM1") }))).toBe(
    decideReach(RM1, facts({ coverage: managedBy("RM1") })),
  );
});
