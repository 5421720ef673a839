import { describe, expect, it } from "vitest";
import { toExplainingText } from "../../../src/sources/crm/explaining-text.js";
import { reveal } from "../../support/reveal.js";

describe("a text that explains a figure", () => {
  it.each([
    "92 ≥ 90",
    "3.5 < 4",
    "true",
    "0.8 × 0.989 × 0.684 = 0.54",
    "0.000313371",
    "No transaction for three months, and a service score under 4.",
    "A mortgage and no wealth product.",
    "since 2026-03-30 10:15",
  ])("may be: %s", (text) => {
    expect(reveal(toExplainingText(text, "王建国"))).toEqual({ sealed: text });
  });

  it.each([
    ["a resident number", "990101198504120012 is idle"],
    ["a mobile in full width", "called on １３９００００５６７８"],
    ["a card in groups", "6222 0212 3456 7890 unused"],
    ["an address", "writes from wang@example.com"],
    ["an amount in groups", "AUM 982,340.55 ≥ 500"],
    ["an amount without groups", "balance 60000"],
    ["an amount with its currency", "owes CNY 950.00"],
    ["an amount in Chinese", "存款98万"],
    ["the customer's own name", "王建国三个月没有交易"],
  ])("tells no %s", (_, text) => {
    expect(() => toExplainingText(text, "王建国")).toThrow(RangeError);
  });

  it("repeats nothing in its refusal", () => {
    expect(() => toExplainingText("call 13900005678", null)).toThrow(/^an explanation tells a value of the customer$/u);
  });
});
