import { describe, expect, it } from "vitest";
import { toCaller, type Caller } from "../../../src/access/caller.js";
import { decideListing } from "../../../src/access/list-customers.rule.js";
import { PURPOSES, type Purpose } from "../../../src/access/vocabulary.js";
import { customer } from "../../support/callers.js";

const ROLES = [
  "TELLER",
  "HALL_OFFICER",
  "RELATIONSHIP_MANAGER",
  "CORPORATE_RELATIONSHIP_MANAGER",
  "CALL_CENTRE_AGENT",
  "DATA_STEWARD",
  "ANALYST",
  "RISK_OFFICER",
  "RISK_APPROVER",
  "DATA_PROTECTION_OFFICER",
  "AUDITOR",
  "analyst",
  "",
];
const caller = (roles: readonly string[], purpose: Purpose): Caller =>
  toCaller({ sub: "staff:S1", roles, channel: "RM_WORKBENCH", purposes: [purpose], azp: "a-client" }, undefined);

describe("who may list customers", () => {
  it("is a manager for his work, and an analyst for analytics; nobody else, for no purpose", () => {
    const may = ROLES.flatMap((role) =>
      PURPOSES.filter((purpose) => purpose !== "SELF_SERVICE").flatMap((purpose) => {
        const right = decideListing(caller([role], purpose));
        return right === null ? [] : [`${role} ${purpose} ${right.scope} ${right.withConfidential}`];
      }),
    );
    const works = ["RELATIONSHIP_MANAGEMENT", "CREDIT_APPROVAL", "POST_LOAN_REVIEW", "KYC_AML"];
    const managers = ["RELATIONSHIP_MANAGER", "CORPORATE_RELATIONSHIP_MANAGER"];
    expect(may.toSorted()).toEqual(
      [
        ...managers.flatMap((role) => works.map((purpose) => `${role} ${purpose} OWN_PORTFOLIO true`)),
        "ANALYST ANALYTICS OWN_UNITS false",
      ].toSorted(),
    );
    expect(decideListing(customer("10000001"))).toBeNull();
    expect(decideListing(caller([], "ANALYTICS"))).toBeNull();
  });

  it("gives the analyst scores and nothing else in clear, and no way to a person", () => {
    const terms = decideListing(caller(["ANALYST"], "ANALYTICS"))?.terms;
    const of = (rendering: string) =>
      [...(terms?.rendering ?? [])].flatMap(([kind, each]) => (each === rendering ? [kind] : [])).toSorted();
    expect(of("CLEAR")).toEqual(["SCORE"]);
    expect(of("MASKED")).toEqual(["AMOUNT", "BIRTH_DATE", "COMPANY_NAME", "PERSON_NAME"]);
    expect(terms?.grantsHonoured).toBe(false);
  });
});
