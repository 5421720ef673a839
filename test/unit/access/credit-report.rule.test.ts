import { describe, expect, it } from "vitest";
import { mayReadCreditReport } from "../../../src/access/credit-report.rule.js";
import { decideReach, type ReachFacts } from "../../../src/access/reach.rule.js";
import { customer, staff } from "../../support/callers.js";

const found = (parts: Partial<ReachFacts>): ReachFacts => ({
  isSelf: false,
  foundBy: null,
  coverage: undefined,
  ...parts,
});
const MANAGER = { id: "RM1", name: null, role: null, orgUnitId: null };
const coverage = { primaryManager: MANAGER, owningBranch: null, team: [], history: [] };

describe("the stored credit report", () => {
  it.each(["RELATIONSHIP_MANAGEMENT", "CREDIT_APPROVAL", "POST_LOAN_REVIEW"] as const)(
    "may be read for %s by the manager",
    (purpose) => {
      const caller = staff("RM1", purpose);
      expect(mayReadCreditReport(caller, decideReach(caller, found({ coverage })))).toBe(true);
    },
  );

  it("may be read by the customer himself", () => {
    const caller = customer("10000001");
    expect(mayReadCreditReport(caller, decideReach(caller, found({ isSelf: true })))).toBe(true);
  });

  it("is denied to whoever does not reach the customer", () => {
    const caller = staff("RM2", "CREDIT_APPROVAL");
    expect(mayReadCreditReport(caller, decideReach(caller, found({ coverage })))).toBe(false);
  });

  it.each([
    ["a counter", staff("T1", "COUNTER_SERVICE"), found({ foundBy: "RESIDENT_ID" })],
    ["the telephone", staff("CC1", "CALL_SERVICE"), found({ foundBy: "MOBILE" })],
    ["a purpose that it was not given for", staff("RM1", "KYC_AML"), found({ coverage })],
  ] as const)("is not for %s", (_, caller, facts) => {
    const decision = decideReach(caller, facts);
    expect(decision.reachesHeader).toBe(true);
    expect(mayReadCreditReport(caller, decision)).toBe(false);
  });

  it("is denied when the reach could not be looked up", () => {
    const caller = staff("RM1", "CREDIT_APPROVAL");
    expect(mayReadCreditReport(caller, decideReach(caller, found({ coverage: undefined })))).toBe(false);
  });
});
