import * as fc from "fast-check";
import { expect, it } from "vitest";
import { bandOf } from "../../../../src/access/masks/amount.mask.js";

it.each([
  ["-99999999999999999999.99", "negative", "负数"],
  ["-0.01", "negative", "负数"],
  ["-0", "zero", "0"],
  ["0.00", "zero", "0"],
  ["0.01", "<10k", "<1万"],
  ["9999.99", "<10k", "<1万"],
  ["10000", "10k–50k", "1–5万"],
  ["10000.00", "10k–50k", "1–5万"],
  ["49999.99", "10k–50k", "1–5万"],
  ["50000", "50k–200k", "5–20万"],
  ["123456.78", "50k–200k", "5–20万"],
  ["199999.99999999", "50k–200k", "5–20万"],
  ["200000", "200k–500k", "20–50万"],
  ["499999.99", "200k–500k", "20–50万"],
  ["500000", "500k–1m", "50–100万"],
  ["999999.99", "500k–1m", "50–100万"],
  ["1000000", "1m–5m", "100–500万"],
  ["4999999.99", "1m–5m", "100–500万"],
  ["5000000", "5m–10m", "500–1000万"],
  ["9999999.99", "5m–10m", "500–1000万"],
  ["10000000", ">=10m", "≥1000万"],
  ["999999999999999999999999.99999999", ">=10m", "≥1000万"],
])("%s lies in the band %s, shown as %s", (amount, band, display) => {
  expect(bandOf(amount)).toEqual({ band, display });
});

it("a larger amount never lies in a lower band", () => {
  const order = ["negative", "zero", "<10k", "10k–50k", "50k–200k", "200k–500k", "500k–1m", "1m–5m", "5m–10m", ">=10m"];
  const cents = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  const text = (value: bigint): string =>
    `${value / 100n}.${String(value % 100n)
      .replace("-", "")
      .padStart(2, "0")}`;
  fc.assert(
    fc.property(cents, cents, (left, right) => {
      // Between −1 and 0 the whole part of a bigint loses its sign.
      fc.pre(left <= -100n || left >= 0n);
      fc.pre(right <= -100n || right >= 0n);
      const [low, high] = left < right ? [left, right] : [right, left];
      expect(order.indexOf(bandOf(text(low)).band)).toBeLessThanOrEqual(order.indexOf(bandOf(text(high)).band));
    }),
  );
});
