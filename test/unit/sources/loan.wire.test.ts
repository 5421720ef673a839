import { describe, expect, it } from "vitest";
import { Contract } from "../../../src/platform/contract.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { endOfDay, startOfDay, toDay } from "../../../src/sources/loan/batch-day.js";
import { toBorrower } from "../../../src/sources/loan/wire-borrower.js";
import { toLoan } from "../../../src/sources/loan/wire.js";
import type { BorrowersResponse, LoansResponse } from "../../../src/sources/loan/wire.generated.js";
import { crossBorder, spoil } from "../../support/border.js";
import { reveal } from "../../support/reveal.js";
import { borrowersAnswer, loansAnswer, queryAnswer } from "../../support/upstream/loan-answers.js";

const contract = Contract.read("schema/upstream/loan.yaml");
const cny = (amount: string) => ({ sealed: { amount, currency: "CNY" } });

function loansOf(answer: LoansResponse) {
  return crossBorder("loan", contract, "LoansResponse", answer).record.listing("rows", toLoan);
}

function borrowersOf(answer: BorrowersResponse) {
  const { record } = crossBorder("loan", contract, "BorrowersResponse", answer);
  return record.listing("rows", (row) => toBorrower(row, "+08:00"));
}

describe("a loan on the wire", () => {
  it("keeps to the contract in the fixtures", () => {
    const kept = { violations: null, dropped: [] };
    expect(contract.answer("LoansResponse")(structuredClone(loansAnswer))).toEqual(kept);
    expect(contract.answer("BorrowersResponse")(structuredClone(borrowersAnswer))).toEqual(kept);
    expect(contract.answer("BorrowerQueryResponse")(structuredClone(queryAnswer))).toEqual(kept);
  });

  it("becomes a loan in our words", () => {
    const { items, gaps } = loansOf(structuredClone(loansAnswer));
    expect(gaps).toEqual([]);
    expect(reveal(items[0])).toEqual({
      source: "loan",
      recordId: "LN-5501-1",
      kind: "MORTGAGE",
      number: { sealed: "HT20190618005501" },
      productName: "个人住房按揭贷款",
      status: "ACTIVE",
      balance: cny("1250000.00"),
      limit: cny("1800000.00"),
      committedUndrawn: cny("0.00"),
      daysPastDue: 0,
      nextDueDate: "2026-07-18",
      nextDueAmount: cny("9635.42"),
      fiveTierClass: "PASS",
      lendingUnit: "B1",
      openedAt: "2019-06-18",
      holders: [{ source: "loan", recordId: "L-5501", role: "PRIMARY", sharePercent: null }],
      collateral: [{ kind: "RESIDENTIAL_PROPERTY", value: cny("2600000.00"), valuedAt: "2025-06-18" }],
      guarantors: [{ recordId: null, name: { sealed: "王秀英" } }],
      entitlements: [],
    });
    expect(reveal(items[1])).toMatchObject({
      fiveTierClass: "SPECIAL_MENTION",
      nextDueDate: null,
      nextDueAmount: null,
      collateral: [],
      guarantors: [],
    });
  });

  it("has undrawn what is exactly left of the limit, and never less than nothing", () => {
    expect(reveal(loansOf(structuredClone(loansAnswer)).items[1]?.committedUndrawn)).toEqual(cny("380000.07"));
    const overdrawn = loansOf(spoil(loansAnswer, "rows/1/drawnAmt", "500000.11"));
    expect(reveal(overdrawn.items[1]?.committedUndrawn)).toEqual(cny("0.00"));
  });

  it.each([
    ["balance", 1250000, "balance"],
    ["contractNo", null, "number"],
    ["fiveTier", "6", "fiveTierClass"],
    ["nextDueDate", "20260230", "nextDueDate"],
    ["nextDueAmt", "9,635.42", "nextDueAmount"],
    ["drawnAmt", "1.8e6", "committedUndrawn"],
    ["overdueDays", -1, "daysPastDue"],
    ["guarantors", [7], "guarantors"],
    ["collaterals", "none", "collateral"],
  ])("loses %s alone when it is wrong", (field, value, ours) => {
    const before = reveal(loansOf(structuredClone(loansAnswer)).items[0]) as Record<string, unknown>;
    const { items, gaps } = loansOf(spoil(loansAnswer, `rows/0/${field}`, value));
    expect(gaps).toEqual([]);
    const fault = { fault: "SOURCE_MALFORMED", at: expect.stringMatching(`^rows/0/${field}`) as string };
    expect(reveal(items[0])).toEqual({ ...before, [ours]: fault });
  });

  it("takes the limit and what hangs on it down together", () => {
    const [loan] = loansOf(spoil(loansAnswer, "rows/0/contractAmt", undefined)).items;
    const fault = { fault: "SOURCE_MALFORMED", at: "rows/0/contractAmt" };
    expect(reveal(loan)).toMatchObject({ limit: fault, committedUndrawn: fault, balance: cny("1250000.00") });
  });

  it.each(["loanNo", "borrowerId", "loanKind", "ccy"])("is a gap without its %s", (field) => {
    const { items, gaps } = loansOf(spoil(loansAnswer, `rows/0/${field}`, 7));
    expect(items.map((loan) => loan.recordId)).toEqual(["LN-5501-2"]);
    expect(reveal(gaps)).toEqual([{ fault: "SOURCE_MALFORMED", at: `rows/0/${field}` }]);
  });

  it("leaves at the border what nobody agreed on", () => {
    const answer = spoil(spoil(loansAnswer, "rows/0/pinBlock", "1234"), "rows/0/memo", "call him");
    const { record, violations, dropped } = crossBorder("loan", contract, "LoansResponse", answer);
    expect(violations).toBeNull();
    expect([...dropped].sort()).toEqual(["/rows/0/memo", "/rows/0/pinBlock"]);
    expect(reveal(record.listing("rows", toLoan))).toEqual(reveal(loansOf(structuredClone(loansAnswer))));
    expect(JSON.stringify(answer)).not.toContain('1234"');
  });
});

describe("a borrower on the wire", () => {
  it("becomes a person, the old resident number as the system wrote it", () => {
    const [borrower] = borrowersOf(structuredClone(borrowersAnswer)).items;
    const observedAt = Date.parse("2024-06-17T16:00:00Z");
    expect(reveal(borrower)).toMatchObject({
      source: "loan",
      recordId: "L-5501",
      kind: "PERSON",
      name: { sealed: "王建国" },
      documents: [{ type: "RESIDENT_ID", number: { sealed: "990101850412001" } }],
      contacts: [{ kind: "MOBILE", value: { sealed: "13900001234" }, verification: "NONE", observedAt }],
      registration: null,
      observedAt,
    });
  });

  it("becomes a company with its credit code", () => {
    const [, borrower] = borrowersOf(structuredClone(borrowersAnswer)).items;
    expect(reveal(borrower)).toMatchObject({
      kind: "ORGANIZATION",
      documents: [],
      contacts: [],
      registration: { legalName: "海港贸易有限公司", unifiedSocialCreditCode: "91990101MA00000018" },
    });
  });

  it.each([
    ["name", 1, { name: { fault: "SOURCE_MALFORMED", at: "rows/0/name" } }],
    ["idType", "09", { documents: { fault: "SOURCE_MALFORMED", at: "rows/0/idType" } }],
    ["idNo", 990101, { documents: [{ number: { fault: "SOURCE_MALFORMED", at: "rows/0/idNo" } }] }],
    ["mobile", 139, { contacts: [{ value: { fault: "SOURCE_MALFORMED", at: "rows/0/mobile" } }] }],
    ["updDate", "yesterday", { observedAt: null, contacts: [{ observedAt: null }] }],
  ])("loses %s alone when it is wrong", (field, value, ours) => {
    const { items, gaps } = borrowersOf(spoil(borrowersAnswer, `rows/0/${field}`, value));
    expect(gaps).toEqual([]);
    expect(reveal(items[0])).toMatchObject({ recordId: "L-5501", ...ours });
    expect(reveal(items[1])).toEqual(reveal(borrowersOf(structuredClone(borrowersAnswer)).items[1]));
  });

  it.each(["borrowerId", "borrowerKind"])("is a gap without its %s", (field) => {
    const { items, gaps } = borrowersOf(spoil(borrowersAnswer, `rows/0/${field}`, null));
    expect(items.map((borrower) => borrower.recordId)).toEqual(["L-9001"]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toBeInstanceOf(SourceFault);
  });
});

describe("the days of the batch", () => {
  it("are calendar days", () => {
    expect(toDay("20260629")).toBe("2026-06-29");
    expect(() => toDay("20260230")).toThrow(RangeError);
    expect(() => toDay("2026629")).toThrow(RangeError);
  });

  it("end and start where the bank is", () => {
    expect(endOfDay("20260629", "+08:00")).toBe(Date.parse("2026-06-29T15:59:59Z"));
    expect(startOfDay("20260629", "-05:00")).toBe(Date.parse("2026-06-29T05:00:00Z"));
  });
});
