import { describe, expect, it } from "vitest";
import { decideListing } from "../../../src/access/listing-right.js";
import { ROLES } from "../../../src/access/policy/roles.js";
import { PURPOSES, SENSITIVE_KINDS } from "../../../src/access/vocabulary.js";
import { builtInEngine, ONLINE, staffCaller } from "../../support/access-facts.js";

const engine = builtInEngine();
const clearFor = (role: string, purpose: (typeof PURPOSES)[number]) => {
  const right = decideListing(engine, staffCaller(purpose, [role]));
  return right === null ? null : SENSITIVE_KINDS.filter((kind) => right.isClear(kind)).toSorted();
};

describe("who may list customers", () => {
  it("is whoever looks after some for his work, and analysts and stewards for theirs; nobody at a counter or a telephone", () => {
    const scopes = new Map<string, Set<string>>();
    for (const purpose of PURPOSES.filter((each) => each !== "SELF_SERVICE")) {
      for (const role of ROLES) {
        const scope = decideListing(engine, staffCaller(purpose, [role]))?.scope;
        if (scope !== undefined) scopes.set(purpose, (scopes.get(purpose) ?? new Set()).add(scope));
      }
    }
    expect(Object.fromEntries([...scopes].map(([purpose, found]) => [purpose, [...found]]))).toEqual({
      RELATIONSHIP_MANAGEMENT: ["OWN_PORTFOLIO"],
      MARKETING: ["OWN_PORTFOLIO"],
      CREDIT_APPROVAL: ["OWN_PORTFOLIO"],
      POST_LOAN_REVIEW: ["OWN_PORTFOLIO"],
      KYC_AML: ["OWN_PORTFOLIO"],
      DATA_STEWARDSHIP: ["OWN_UNITS"],
      ANALYTICS: ["OWN_UNITS"],
    });
    expect(decideListing(engine, ONLINE)).toBeNull();
    expect(decideListing(engine, staffCaller("ANALYTICS", ["TELLER"]))).toBeNull();
  });

  it("gives an analyst scores and companies' names to sort by, and no way to a person", () => {
    expect(clearFor("ANALYST", "ANALYTICS")).toEqual(["COMPANY_NAME", "SCORE"]);
  });

  it("lets a manager sort by what he sees clear of every one of his customers, minors and VIPs included", () => {
    expect(clearFor("RELATIONSHIP_MANAGER", "RELATIONSHIP_MANAGEMENT")).toEqual(["AMOUNT", "COMPANY_NAME", "SCORE"]);
  });

  it("does not count where consent decides who is on the list", () => {
    expect(decideListing(engine, staffCaller("MARKETING", ["RELATIONSHIP_MANAGER"]))?.isCounted).toBe(false);
    expect(decideListing(engine, staffCaller("ANALYTICS", ["ANALYST"]))?.isCounted).toBe(true);
  });
});
