import * as fc from "fast-check";
import { expect, it } from "vitest";
import { amountMask, bandOf } from "../../../../src/access/masks/amount.mask.js";

it.each([
  ["49999.99", "<50k", "<5万"],
  ["50000", "50k–1m", "5–100万"],
  ["1000000", ">=1m", "≥100万"],
  ["0", "zero", "0"],
  ["-5", "negative", "负数"],
])("STRICT puts %s into the wide band %s, shown as %s", (amount, band, display) => {
  expect(amountMask("STRICT")(amount)).toEqual({ band, display });
});

it("PARTIAL is the usual bands, HIDDEN none", () => {
  expect(amountMask("PARTIAL")("123456.78")).toEqual(bandOf("123456.78"));
  expect(amountMask("HIDDEN")("123456.78")).toBeNull();
});

it("a wide band is a whole number of usual ones: both together tell no more than the usual one", () => {
  const wide = amountMask("STRICT");
  const seen = new Map<string, string>();
  fc.assert(
    fc.property(fc.nat({ max: 20_000_000 }), (amount) => {
      const { band } = bandOf(String(amount));
      const wider = wide(String(amount))?.band ?? "";
      expect(seen.get(band) ?? wider).toBe(wider);
      seen.set(band, wider);
    }),
    { numRuns: 2_000 },
  );
});
