import type { Decimal } from "./model.js";

/** Cents as the decimal text that the model speaks: 18234055 is "182340.55". Exact up to 90 trillion. */
export function fromCents(cents: number): Decimal {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** "182340.55" as cents: what an integer of minor units needs. */
export function toCents(amount: Decimal): number {
  const negative = amount.startsWith("-");
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".");
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  return negative ? -cents : cents;
}
