import { describe, expect, it } from "vitest";
import { AccessError } from "../../../src/access/access-error.js";
import { toCaller, type CallerClaims } from "../../../src/access/caller.js";

const RM1: CallerClaims = {
  sub: "staff:RM1",
  roles: ["RM"],
  org_unit: "branch-1",
  clearance: "C2",
  channel: "RM_WORKBENCH",
  purposes: ["RELATIONSHIP_MANAGEMENT"],
  azp: "workbench",
};

function refusal(claims: CallerClaims, purpose?: string): string {
  try {
    toCaller(claims, purpose);
    return "none";
  } catch (error) {
    return error instanceof AccessError ? error.code : "another error";
  }
}

describe("a caller", () => {
  it("is what the token says", () => {
    expect(toCaller(RM1, undefined)).toEqual({
      subject: "staff:RM1",
      staffId: "RM1",
      customerNumber: null,
      roles: ["RM"],
      orgUnit: "branch-1",
      clearance: "C2",
      channel: "RM_WORKBENCH",
      purpose: "RELATIONSHIP_MANAGEMENT",
      clientId: "workbench",
      viewAs: null,
    });
  });

  it("is frozen, his roles too", () => {
    const caller = toCaller(RM1, undefined);
    expect(() => Object.assign(caller, { staffId: "RM2" })).toThrow(TypeError);
    expect(() => (caller.roles as string[]).push("ADMIN")).toThrow(TypeError);
  });

  it("is cleared for the lower class unless the token says otherwise", () => {
    expect(toCaller({ ...RM1, clearance: "C3" }, undefined).clearance).toBe("C1");
    expect(toCaller({ ...RM1, clearance: undefined }, undefined).clearance).toBe("C1");
  });
});

describe("a token that says too little", () => {
  it.each<[string, CallerClaims]>([
    ["no subject", { ...RM1, sub: undefined }],
    ["no family", { ...RM1, sub: "RM1" }],
    ["an unknown family", { ...RM1, sub: "robot:RM1" }],
    ["no number", { ...RM1, sub: "staff:" }],
    ["more than a number", { ...RM1, sub: "staff:RM1:RM2" }],
    ["roles that are no list", { ...RM1, roles: "RM" }],
    ["roles that are no texts", { ...RM1, roles: [1] }],
    ["an unknown channel", { ...RM1, channel: "FAX" }],
    ["no client", { ...RM1, azp: "" }],
    ["no purposes", { ...RM1, purposes: undefined }],
  ])("%s", (_, claims) => {
    expect(refusal(claims)).toBe("TOKEN_INCOMPLETE");
  });
});

describe("the purpose", () => {
  const two = { ...RM1, purposes: ["KYC_AML", "MARKETING"] };
  const self = { ...RM1, sub: "customer:10000001", purposes: ["SELF_SERVICE"] };

  it.each<[string, CallerClaims, string | undefined, string]>([
    ["has to be stated among several", two, undefined, "PURPOSE_REQUIRED"],
    ["has to be one of the token's", two, "CREDIT_APPROVAL", "PURPOSE_NOT_ALLOWED"],
    ["has to be one that there is", { ...RM1, purposes: ["CURIOSITY"] }, "CURIOSITY", "PURPOSE_NOT_ALLOWED"],
    ["may not be empty", RM1, "", "PURPOSE_NOT_ALLOWED"],
    ["of staff is never self-service", { ...RM1, purposes: ["SELF_SERVICE"] }, undefined, "PURPOSE_NOT_ALLOWED"],
    ["of a customer is nothing else", { ...self, purposes: ["KYC_AML"] }, undefined, "PURPOSE_NOT_ALLOWED"],
    ["stated among several will do", two, "KYC_AML", "none"],
    ["of a customer is himself", self, undefined, "none"],
  ])("%s", (_, claims, stated, code) => {
    expect(refusal(claims, stated)).toBe(code);
  });
});

it("no refusal repeats what was sent", () => {
  const error = new AccessError("TOKEN_INCOMPLETE", "claim sub");
  expect([error.status, error.isUnauthenticated, error.message]).toEqual([
    401,
    true,
    expect.stringContaining("claim sub"),
  ]);
  expect(() => toCaller({ ...RM1, sub: "robot:13912345678" }, undefined)).toThrow(/^(?!.*139)/);
});
