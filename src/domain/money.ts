import { Decimal } from "decimal.js";

// Sums of a bank's book: 40 significant digits leave room for every balance that a currency can hold.
const Exact = Decimal.clone({ precision: 40, toExpNeg: -40, toExpPos: 40 });

/** An exact amount. `amount` is decimal text in the currency's own unit ("182340.55"), never a binary float. */
export interface Money {
  readonly amount: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

const AMOUNT = /^-?\d{1,24}(\.\d{1,8})?$/;
const CURRENCY = /^[A-Z]{3}$/;

/** Throws RangeError for anything but plain decimal text and an ISO 4217 code; the message never repeats the input. */
export function toMoney(amount: string, currency: string): Money {
  if (!AMOUNT.test(amount)) throw new RangeError("not a decimal amount");
  if (!CURRENCY.test(currency)) throw new RangeError("not an ISO 4217 currency code");
  if (isCanonical(amount, minorUnitsOf(currency))) return { amount, currency };
  return { amount: withMinorUnits(new Exact(amount), currency), currency };
}

/** From an integer count of minor units (fen, cents). Throws RangeError for a number that a float cannot hold exactly. */
export function fromMinorUnits(minor: number | bigint, currency: string): Money {
  if (typeof minor === "number" && !Number.isSafeInteger(minor)) throw new RangeError("not an exact count");
  if (!CURRENCY.test(currency)) throw new RangeError("not an ISO 4217 currency code");
  const scale = minorUnitsOf(currency);
  const text = minor.toString();
  const digits = text.replace("-", "").padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? "" : `.${digits.slice(-scale)}`;
  return toMoney(`${text.startsWith("-") ? "-" : ""}${whole}${fraction}`, currency);
}

/** Adds amounts of one currency. Throws RangeError when another currency is among them: mixing needs a rate, not a sum. */
export function sum(amounts: readonly Money[], currency: string): Money {
  let total = new Exact(0);
  for (const each of amounts) {
    if (each.currency !== currency) throw new RangeError("amounts of different currencies cannot be added");
    total = total.plus(each.amount);
  }
  return { amount: withMinorUnits(total, currency), currency };
}

export function subtract(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new RangeError("amounts of different currencies cannot be subtracted");
  return { amount: withMinorUnits(new Exact(left.amount).minus(right.amount), left.currency), currency: left.currency };
}

/** Negative, zero or positive as `left` is less than, equal to or more than `right`; both plain decimal text. */
export function compareDecimals(left: string, right: string): number {
  return new Exact(left).comparedTo(right);
}

/** The amount with grouped thousands, as a page shows it: "982,340.55". */
export function withGrouping(amount: string): string {
  const [whole = "", fraction] = amount.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Whether the text is written already as we would write it, as nearly every amount of a book is: "182340.55". */
function isCanonical(amount: string, scale: number): boolean {
  const dot = amount.indexOf(".");
  const wholeDigits = dot === -1 ? amount.length : dot;
  const fractionDigits = dot === -1 ? 0 : amount.length - dot - 1;
  if (fractionDigits !== scale || amount.startsWith("-")) return false;
  return wholeDigits === 1 || !amount.startsWith("0");
}

function withMinorUnits(value: Decimal, currency: string): string {
  // A finer amount than the currency's minor unit is kept as it is: rounding would change what the source said.
  return value.toFixed(Math.max(value.decimalPlaces(), minorUnitsOf(currency)));
}

const minorUnits = new Map<string, number>();

function minorUnitsOf(currency: string): number {
  let digits = minorUnits.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    minorUnits.set(currency, digits);
  }
  return digits;
}
