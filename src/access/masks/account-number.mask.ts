import { isIban } from "../../domain/iban.js";
import { bounded, type TextMask } from "./mask.js";
import type { MaskStyle } from "./mask-style.js";
import { toNumber } from "./normal-form.js";

export type AccountNumberSetting = MaskStyle | { readonly last: number };

/**
 * The last four: `****0012`; an IBAN also its country: `GB** **** 5432`. STRICT the last two. Short and odd numbers are
 * hidden whole.
 */
export function accountNumberMask(setting: AccountNumberSetting): TextMask {
  const last = typeof setting === "string" ? LAST[setting] : setting.last;
  if (last === 0) return () => HIDDEN;
  const masked = new RegExp(`^(?<country>[A-Z]{2}\\*{2})?\\*{4}(?<tail>[A-Za-z0-9]{${last}})$`);
  return bounded((number) => {
    const plain = toNumber(number);
    const already = masked.exec(plain)?.groups;
    if (already) return shown(already["country"]?.slice(0, 2), already["tail"] ?? "");
    const tail = plain.slice(plain.length - last);
    if (isIban(plain.toUpperCase())) return shown(plain.slice(0, 2).toUpperCase(), tail);
    return ACCOUNT.test(plain) ? shown(undefined, tail) : HIDDEN;
  }, HIDDEN);
}

const LAST: Readonly<Record<MaskStyle, number>> = { PARTIAL: 4, STRICT: 2, HIDDEN: 0 };
const HIDDEN = "****";
/** At least four characters stay hidden. Systems put signs of their own between the digits. */
const ACCOUNT = /^[A-Za-z0-9*./_]{4,}[A-Za-z0-9]{4}$/;

function shown(country: string | undefined, tail: string): string {
  return country === undefined ? `****${tail}` : `${country}** **** ${tail}`;
}
