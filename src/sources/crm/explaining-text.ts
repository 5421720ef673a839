import { holdsValue } from "../../domain/holds-value.js";
import { seal, type Sealed } from "../../domain/sealed.js";

/** Two figures on the two sides of a sign are not one long number. */
const COMPARED = /[<>=≤≥≠×]/u;
/** A sum of money: five digits and more, groups of three, or a currency beside a digit. A decimal fraction is none. */
const AMOUNT =
  /(?<![\d.,])(?:\d{5,}|\d{1,3}(?:,\d{3})+)(?!\d)|(?:[¥￥$€£]|CNY|RMB|USD|EUR)\s*\d|\d\s*(?:元|万|亿|CNY|RMB|USD|EUR)/u;

/**
 * A text that explains a figure. It is shown to whoever sees the figure, who may see less of everything else: so it tells
 * counts, days and scores, and no name, number, address or amount. Throws RangeError for one that does.
 */
export function toExplainingText(text: string, ownName: string | null): Sealed<string> {
  const plain = text.normalize("NFKC");
  const isTold =
    plain.split(COMPARED).some(holdsValue) ||
    AMOUNT.test(plain) ||
    (ownName !== null && [...ownName].length > 1 && plain.includes(ownName.normalize("NFKC")));
  if (isTold) throw new RangeError("an explanation tells a value of the customer");
  return seal(text);
}
