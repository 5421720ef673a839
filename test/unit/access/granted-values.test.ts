import { describe, expect, it } from "vitest";
import { Disclosed } from "../../../src/access/disclosed.js";
import { seal } from "../../../src/domain/sealed.js";
import { decisionOf } from "../../support/decisions.js";

const GRANTED = new Map([
  ["IdentityDocument.number", "g1"],
  ["FinancialPosition.aum", "g2"],
]);
const NUMBER = seal("990101198504120012");
const MONEY = seal({ amount: "10.00", currency: "CNY" });

function shown(decision: ReturnType<typeof decisionOf>, field?: string) {
  const value = Disclosed.under(decision, "DOCUMENT_NUMBER", NUMBER, field);
  return value instanceof Disclosed ? [value.outcome, value.grantId] : value;
}

describe("a value behind a grant", () => {
  it("is clear by it in its own field, and says by which", () => {
    const decision = decisionOf({ grantsHonoured: true }, GRANTED);
    expect(shown(decision, "IdentityDocument.number")).toEqual(["CLEAR", "g1"]);
    expect(shown(decision, "Identifier.value")).toEqual(["MASKED", null]);
    expect(shown(decision)).toEqual(["MASKED", null]);
  });

  it("is no use of it where the terms would have shown it anyway, or honour no grants", () => {
    expect(
      shown(decisionOf({ grantsHonoured: true, clear: ["DOCUMENT_NUMBER"] }, GRANTED), "IdentityDocument.number"),
    ).toEqual(["CLEAR", null]);
    expect(shown(decisionOf({}, GRANTED), "IdentityDocument.number")).toEqual(["MASKED", null]);
  });

  it("stays closed where the policies forbid it, whatever was granted", () => {
    const forbidden = decisionOf({ grantsHonoured: true, requestable: ["AMOUNT"] }, GRANTED);
    expect(shown(forbidden, "IdentityDocument.number")).toEqual(["MASKED", null]);
    expect(Disclosed.amount(forbidden, MONEY, "FinancialPosition.aum").amount.grantId).toBe("g2");
  });

  it("carries its grant in every part of an amount", () => {
    const decision = decisionOf({ grantsHonoured: true }, GRANTED);
    const { amount, band, display } = Disclosed.amount(decision, MONEY, "FinancialPosition.aum");
    expect([amount, band, display].map(({ outcome, grantId }) => [outcome, grantId])).toEqual([
      ["CLEAR", "g2"],
      ["CLEAR", "g2"],
      ["CLEAR", "g2"],
    ]);
    const other = Disclosed.amount(decision, MONEY, "FinancialPosition.deposits");
    expect([other.amount.outcome, other.amount.grantId]).toEqual(["MASKED", null]);
  });
});
