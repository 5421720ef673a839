import { describe, expect, it } from "vitest";
import { whyNotDecide, whyNotReview, whyNotRevoke } from "../../../../src/access/grants/grant-act.rule.js";
import { grantedFields } from "../../../../src/access/grants/granted-fields.rule.js";
import { grantState, isInForce } from "../../../../src/access/grants/grant-state.rule.js";
import type { Grant, GrantEvent, GrantRequest } from "../../../../src/access/grants/grant.js";
import type { RecordKey } from "../../../../src/domain/membership.js";
import type { Instant } from "../../../../src/domain/instant.js";
import { NUMBER, WANG } from "../../../support/grant-desk.js";

const at = (moment: number) => moment as Instant;

function grantOf(events: readonly GrantEvent[], request: Partial<GrantRequest> = {}, usageCount = 0): Grant {
  return {
    request: {
      ...WANG,
      id: "g1",
      requester: "RISK1",
      purpose: "KYC_AML",
      fields: NUMBER,
      reason: "case 4711",
      ticket: null,
      emergency: false,
      minutes: 1,
      requestedAt: at(0),
      lapsesAt: at(1_000),
      ...request,
    },
    events,
    usageCount,
  };
}

const opened = (by = "RISKM"): GrantEvent => ({
  kind: "OPENED",
  by,
  at: at(100),
  comment: null,
  expiresAt: at(200),
  reviewDueAt: null,
});
const rejected: GrantEvent = { kind: "REJECTED", by: "RISKM", at: at(100), comment: "no" };
const revoked = (by = "RISKM"): GrantEvent => ({ kind: "REVOKED", by, at: at(150), comment: "no" });
const reviewed: GrantEvent = { kind: "REVIEWED", by: "DPO1", at: at(300), comment: "fine", justified: true };
const emergency = (...events: GrantEvent[]) => grantOf([opened("RISK1"), ...events], { emergency: true });

describe("the state of a grant", () => {
  it.each([
    ["REQUESTED", grantOf([]), 999],
    ["EXPIRED", grantOf([]), 1_000],
    ["REJECTED", grantOf([rejected]), 5_000],
    ["REVOKED", grantOf([revoked("RISK1")]), 160],
    ["APPROVED", grantOf([opened()]), 199],
    ["ACTIVE", grantOf([opened()], {}, 1), 199],
    ["EXPIRED", grantOf([opened()], {}, 1), 200],
    ["REVOKED", grantOf([opened(), revoked()]), 160],
    ["ACTIVE", emergency(), 199],
    ["REVIEW_DUE", emergency(), 200],
    ["REVIEW_DUE", emergency(revoked()), 160],
    ["REVIEWED", emergency(reviewed), 150],
  ])("is %s", (state, grant, moment) => {
    expect(grantState(grant, at(moment))).toBe(state);
    expect(isInForce(grant, at(moment))).toBe(state === "APPROVED" || state === "ACTIVE");
  });
});

describe("who may act on a grant", () => {
  it("decides: anybody but the requester, once, before it lapses", () => {
    expect(whyNotDecide(grantOf([]), "RISKM", at(10))).toBeNull();
    expect(whyNotDecide(grantOf([]), "RISK1", at(10))).toBe("SELF_APPROVAL");
    expect(whyNotDecide(grantOf([opened()]), "RISKM", at(10))).toBe("GRANT_ALREADY_DECIDED");
    expect(whyNotDecide(grantOf([rejected]), "RISKM2", at(10))).toBe("GRANT_ALREADY_DECIDED");
    expect(whyNotDecide(grantOf([revoked("RISK1")]), "RISKM", at(160))).toBe("GRANT_ALREADY_DECIDED");
    expect(whyNotDecide(grantOf([]), "RISKM", at(1_000))).toBe("GRANT_LAPSED");
    expect(whyNotDecide(emergency(), "RISKM", at(150))).toBe("GRANT_ALREADY_DECIDED");
  });

  it("reviews: only emergencies, once, nobody who had a part in it", () => {
    expect(whyNotReview(emergency(), "RISKM")).toBeNull();
    expect(whyNotReview(emergency(), "RISK1")).toBe("SELF_REVIEW");
    expect(whyNotReview(emergency(revoked("RISKM")), "RISKM")).toBe("SELF_REVIEW");
    expect(whyNotReview(emergency(revoked("RISKM")), "DPO1")).toBeNull();
    expect(whyNotReview(emergency(reviewed), "DPO1")).toBe("GRANT_ALREADY_REVIEWED");
    expect(whyNotReview(grantOf([opened()]), "DPO1")).toBe("GRANT_NOT_EMERGENCY");
  });

  it("takes back what waits or is in force, and nothing else", () => {
    expect(whyNotRevoke(grantOf([]), at(10))).toBeNull();
    expect(whyNotRevoke(grantOf([opened()]), at(150))).toBeNull();
    expect(whyNotRevoke(emergency(), at(150))).toBeNull();
    for (const over of [grantOf([opened()]), grantOf([rejected]), emergency(), grantOf([opened(), revoked()])]) {
      expect(whyNotRevoke(over, at(200))).toBe("GRANT_NOT_ACTIVE");
    }
  });
});

describe("what a grant opens", () => {
  const grants = [grantOf([opened()])];
  const other: RecordKey = { source: "core-banking", recordId: "10000002" };

  it("is its fields, of its customer, for its purpose", () => {
    expect([...grantedFields(grants, WANG.records, "KYC_AML")]).toEqual([["IdentityDocument.number", "g1"]]);
    expect(grantedFields(grants, WANG.records, "CREDIT_APPROVAL").size).toBe(0);
    expect(grantedFields(grants, [other], "KYC_AML").size).toBe(0);
  });

  it("is nothing once somebody else's record has been merged in, whoever survives, and is itself again after", () => {
    expect(grantedFields(grants, [...WANG.records, other], "KYC_AML").size).toBe(0);
    expect(grantedFields(grants, [other, ...WANG.records], "KYC_AML").size).toBe(0);
    expect(grantedFields(grants, WANG.records, "KYC_AML").size).toBe(1);
  });

  it("is nothing once records have left: nobody has said for which of the two it was given", () => {
    expect(grantedFields(grants, WANG.records.slice(0, 1), "KYC_AML").size).toBe(0);
    expect(grantedFields(grants, WANG.records.slice(1), "KYC_AML").size).toBe(0);
    expect(grantedFields(grants, WANG.records.toReversed(), "KYC_AML").size).toBe(1);
  });

  it("is nobody's where there is no record", () => {
    expect(grantedFields([grantOf([opened()], { records: [] })], [], "KYC_AML").size).toBe(0);
  });
});
