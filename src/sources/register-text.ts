import { Decimal } from "decimal.js";
import { type CalendarDate, dayIn, type Instant, toCalendarDate, toInstant } from "../domain/instant.js";
import { type Money, toMoney } from "../domain/money.js";

/**
 * How republishers of the Chinese company register write things, read into ours. Each function gives null for the signs
 * that stand for nothing (empty, `-`, `--`), and throws RangeError for a text that it cannot read; no message repeats it.
 */

/** The register's own calendar; the days behind epoch milliseconds are midnight here, in summers with daylight saving too. */
const REGISTER_TIME_ZONE = "Asia/Shanghai";

/** Text without mark-up: `<em>` of a search page, anchors around names, escaped quotes. */
export function plainText(text: string): string | null {
  const plain = text
    .replace(/<[^<>]*>/g, "")
    .replace(/&(singlequote|apos|#39);?/g, "'")
    .replace(/&(quot|#34);?/g, '"')
    .replace(/&nbsp;?/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .trim();
  return isNothing(plain) ? null : plain;
}

/** The name of an owner, who cannot be nobody. */
export function nameOf(text: string): string {
  const name = plainText(text);
  if (name === null) throw new RangeError("an owner without a name");
  return name;
}

/** `99.50%` as exact decimal text, "99.5". */
export function exactPercent(text: string): string | null {
  if (isNothing(text)) return null;
  const match = /^(\d{1,3}(?:\.\d{1,12})?)\s*%$/.exec(text.trim());
  if (!match?.[1]) throw new RangeError("not a share in percent");
  const percent = new Decimal(match[1]);
  if (percent.greaterThan(100)) throw new RangeError("a share of more than the whole");
  return percent.toFixed();
}

/** A day written as epoch milliseconds (number or text), `YYYY-MM-DD` or `YYYY-MM-DD 00:00:00.0`. */
export function looseDay(value: number | string): CalendarDate | null {
  if (typeof value === "number") return dayIn(REGISTER_TIME_ZONE, value as Instant);
  if (isNothing(value)) return null;
  const text = value.trim();
  if (/^-?\d{5,16}$/.test(text)) return dayIn(REGISTER_TIME_ZONE, Number(text) as Instant);
  const day = /^(\d{4}-\d{2}-\d{2})([ T]\d{2}:\d{2}:\d{2}(\.\d+)?)?$/.exec(text)?.[1];
  if (day === undefined) throw new RangeError("not a day in any form that registers use");
  return toCalendarDate(day);
}

/** A moment written in the same ways; a text without a zone is the register's own time. */
export function looseInstant(value: number | string): Instant | null {
  if (typeof value === "number") return value as Instant;
  if (isNothing(value)) return null;
  const text = value.trim();
  if (/^-?\d{5,16}$/.test(text)) return Number(text) as Instant;
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?(?:\.\d+)?$/.exec(text);
  if (!match) throw new RangeError("not a moment in any form that registers use");
  return toInstant(`${match[1]}T${match[2] ?? "00:00:00"}+08:00`);
}

/**
 * Capital such as `1342128万人民币` or `480264.851100万`, to the exact unit. Where neither the text nor the register's
 * currency field names a currency it is the yuan: the Chinese register names only foreign ones without fail.
 */
export function registeredCapital(text: string, currencyField: string | null): Money | null {
  if (isNothing(text)) return null;
  const match = /^([\d,]+(?:\.\d+)?)\s*(百万|万|亿)?\s*(.*)$/.exec(text.trim());
  if (!match?.[1]) throw new RangeError("not an amount of capital");
  const amount = new Decimal(match[1].replaceAll(",", "")).times(SCALE[match[2] ?? ""] ?? 1);
  return toMoney(amount.toFixed(), currencyOf(match[3] ?? "") ?? currencyOf(currencyField ?? "") ?? "CNY");
}

function isNothing(text: string): boolean {
  return /^\s*-{0,2}\s*$/.test(text);
}

const SCALE: Readonly<Record<string, number>> = { 万: 1e4, 百万: 1e6, 亿: 1e8 };

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/^(人民币元?|元人民币|元|RMB|CNY)$/i, "CNY"],
  [/^(美元|USD)$/i, "USD"],
  [/^(港元|港币|香港元|HKD)$/i, "HKD"],
  [/^(欧元|EUR)$/i, "EUR"],
  [/^(日元|日圆|JPY)$/i, "JPY"],
  [/^(英镑|GBP)$/i, "GBP"],
  [/^(新加坡元|新元|SGD)$/i, "SGD"],
  [/^(澳大利亚元|澳元|AUD)$/i, "AUD"],
  [/^(加拿大元|加元|CAD)$/i, "CAD"],
  [/^(瑞士法郎|CHF)$/i, "CHF"],
  [/^(韩元|韩圆|KRW)$/i, "KRW"],
  [/^(澳门元|MOP)$/i, "MOP"],
  [/^(新台币|台币|TWD)$/i, "TWD"],
];

/** Null when no currency is named. */
function currencyOf(word: string): string | null {
  const named = word.replace(/[()（）\s]/g, "");
  if (isNothing(named)) return null;
  const currency = CURRENCIES.find(([pattern]) => pattern.test(named))?.[1];
  if (currency === undefined) throw new RangeError("a currency that registers do not use");
  return currency;
}
