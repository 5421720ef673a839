import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDecimals, fromMinorUnits, subtract, sum, toMoney, withGrouping } from "../../../src/domain/money.js";

const cny = (amount: string) => ({ amount, currency: "CNY" });
const fen = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });

describe("money", () => {
  it.each([
    ["182340.55", "CNY", "182340.55"],
    ["300000", "CNY", "300000.00"],
    ["0.1", "CNY", "0.10"],
    ["-12", "JPY", "-12"],
    ["1.5", "KWD", "1.500"],
    ["55", "CNY", "55.00"],
    ["0.50", "CNY", "0.50"],
    ["007.50", "CNY", "7.50"],
    ["00.50", "CNY", "0.50"],
    ["-12.30", "CNY", "-12.30"],
    ["00", "JPY", "0"],
    ["12.00", "JPY", "12"],
    ["0.12345678", "CNY", "0.12345678"],
    ["999999999999999999999999.99", "CNY", "999999999999999999999999.99"],
  ])("writes %s %s in the currency's own unit, and never rounds", (amount, currency, expected) => {
    expect(toMoney(amount, currency)).toEqual({ amount: expected, currency });
  });

  it.each(["", "1e3", "1,000.00", "12.", ".5", "+1", " 1", "0x10", "NaN", "1.123456789", "1".repeat(25)])(
    "refuses %j as an amount",
    (amount) => {
      expect(() => toMoney(amount, "CNY")).toThrow(RangeError);
    },
  );

  it.each(["", "cny", "CN", "RMB1", "人民币"])("refuses %j as a currency", (currency) => {
    expect(() => toMoney("1", currency)).toThrow(RangeError);
    expect(() => fromMinorUnits(1, currency)).toThrow(RangeError);
  });

  it("does not repeat in its errors what it was given", () => {
    for (const refused of [() => toMoney("6225880000077019x", "CNY"), () => fromMinorUnits(1, "6225880000077019")]) {
      expect(refused).toThrow(expect.objectContaining({ message: expect.not.stringContaining("6225") as string }));
    }
  });
});

describe("minor units", () => {
  it("count in what the currency has of them", () => {
    expect(fromMinorUnits(2345000, "CNY")).toEqual(cny("23450.00"));
    expect(fromMinorUnits(-1, "CNY")).toEqual(cny("-0.01"));
    expect(fromMinorUnits(1200, "JPY")).toEqual({ amount: "1200", currency: "JPY" });
    expect(fromMinorUnits(1500, "KWD")).toEqual({ amount: "1.500", currency: "KWD" });
  });

  it.each([0.5, 2 ** 53, 1e21, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d: it is no exact count", (minor) => {
    expect(() => fromMinorUnits(minor, "CNY")).toThrow(RangeError);
  });

  it("come back as they were", () => {
    fc.assert(
      fc.property(fen, (count) => {
        const { amount } = fromMinorUnits(count, "CNY");
        expect(BigInt(amount.replace(".", ""))).toBe(count);
      }),
    );
  });
});

describe("sums", () => {
  it("are exact where floats are not", () => {
    expect(sum([toMoney("0.1", "CNY"), toMoney("0.2", "CNY")], "CNY")).toEqual(cny("0.30"));
    expect(subtract(toMoney("500000.10", "CNY"), toMoney("120000.03", "CNY"))).toEqual(cny("380000.07"));
    expect(sum([], "CNY")).toEqual(cny("0.00"));
  });

  it("agree with whole numbers of minor units, in any order", () => {
    fc.assert(
      fc.property(fc.array(fen, { maxLength: 20 }), (counts) => {
        const total = fromMinorUnits(
          counts.reduce((left, right) => left + right, 0n),
          "CNY",
        );
        const amounts = counts.map((count) => fromMinorUnits(count, "CNY"));
        expect(sum(amounts, "CNY")).toEqual(total);
        expect(sum(amounts.toReversed(), "CNY")).toEqual(total);
      }),
    );
  });

  it("refuse a second currency", () => {
    expect(() => sum([toMoney("1", "CNY"), toMoney("1", "USD")], "CNY")).toThrow(RangeError);
    expect(() => subtract(toMoney("1", "CNY"), toMoney("1", "USD"))).toThrow(RangeError);
  });
});

describe("decimal texts", () => {
  it("compare as numbers, not as texts", () => {
    expect(compareDecimals("9", "10")).toBeLessThan(0);
    expect(compareDecimals("1.0", "1.00")).toBe(0);
    expect(compareDecimals("-1", "-2")).toBeGreaterThan(0);
  });

  it.each([
    ["982340.55", "982,340.55"],
    ["1000", "1,000"],
    ["999.999999", "999.999999"],
    ["-1234567.00", "-1,234,567.00"],
    ["0.00", "0.00"],
  ])("%s is shown as %s", (amount, shown) => {
    expect(withGrouping(amount)).toBe(shown);
  });
});
