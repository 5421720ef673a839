import { bounded, type TextMask } from "./mask.js";
import type { MaskStyle } from "./mask-style.js";
import { toNumber } from "./normal-form.js";

/** `first` is the length of the issuer's number: 6, or 8 for the cards that have such a long one. */
export type CardNumberSetting = MaskStyle | { readonly first: 0 | 6 | 8; readonly last: number };

/**
 * Tail number and the last four: `尾号0017`; STRICT the last two. Counts may show what PCI DSS 3.4.1 allows at the most,
 * the issuer's number and the last four: `622202*********0017`. A number too short for a card, or with anything but digits,
 * is hidden whole.
 */
export function cardNumberMask(setting: CardNumberSetting): TextMask {
  const { first, last } = typeof setting === "string" ? { first: 0, last: LAST[setting] } : setting;
  if (last === 0 && first === 0) return () => HIDDEN;
  const tailOnly = new RegExp(`^尾号(?:\\d*?)(\\d{${last}})$`);
  return bounded((number) => {
    const plain = toNumber(number);
    const tail = tailOnly.exec(plain)?.[1];
    if (tail !== undefined && last > 0 && plain.length <= LONGEST_TAIL) return `尾号${tail}`;
    if (!CARD.test(plain) || /\*/.test(plain.slice(plain.length - last))) return HIDDEN;
    if (first === 0) return `尾号${plain.slice(-last)}`;
    const issuer = first === 8 && !HAS_LONG_ISSUER.test(plain) ? 6 : first;
    return plain.slice(0, issuer) + "*".repeat(plain.length - issuer - last) + plain.slice(plain.length - last);
  }, HIDDEN);
}

const LAST: Readonly<Record<MaskStyle, number>> = { PARTIAL: 4, STRICT: 2, HIDDEN: 0 };
const HIDDEN = "尾号****";
/** What a card system that masks before us shows: `尾号0017`. */
const LONGEST_TAIL = 6;
/** Stars are accepted, for a card system may mask before we do. */
const CARD = /^[\d*]{12,19}$/;
/** Visa and Mastercard, 16 places, have issuer numbers of eight digits. */
const HAS_LONG_ISSUER = /^(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2})\d{4}[\d*]{8}$/;
