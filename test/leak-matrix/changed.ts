import { cardNumber, residentId } from "../../sandbox/bank/numbers/build.js";
import type { Canary } from "./canary/canary-bank.js";
import { documentedMask } from "./documented-mask.js";

/**
 * Another value of the same kind with the same mask: a viewer who sees the mask alone can tell no difference. A birth date
 * stands in the resident number `within` too, whose visible check digit must stay.
 */
export function changed({ kind, marker }: Pick<Canary, "kind" | "marker">, within?: string): string {
  for (let n = 1; n < 5_000; n += 1) {
    const other = variant(kind, marker, n);
    if (other === marker || documentedMask(kind, other) !== documentedMask(kind, marker)) continue;
    const number =
      within === undefined || kind !== "BIRTH_DATE"
        ? within
        : residentId(within.slice(0, 6), other, within.slice(14, 17));
    if (number === undefined || within === undefined || number.slice(-1) === within.slice(-1)) return other;
  }
  throw new Error(`no other value of kind ${kind} has the same mask`);
}

function variant(kind: Canary["kind"], marker: string, n: number): string {
  switch (kind) {
    case "DOCUMENT_NUMBER":
      return /^\d{17}[\dX]$/.test(marker)
        ? residentId(
            marker.slice(0, 6),
            `${marker.slice(6, 10)}-${marker.slice(10, 12)}-${marker.slice(12, 14)}`,
            String(n).padStart(3, "0"),
          )
        : marker.slice(0, 2) + String(n) + marker.slice(2 + String(n).length);
    case "BIRTH_DATE":
      return new Date(Date.UTC(Number(marker.slice(0, 4)), 0, 1 + n)).toISOString().slice(0, 10);
    case "CARD_NUMBER":
      return cardNumber(marker.slice(0, 6) + String(n).padStart(6, "7") + marker.slice(-4, -1));
    case "AMOUNT":
      // Another last digit of the cents: none of the totals moves into another band by it.
      return `${marker.slice(0, -1)}${(Number(marker.slice(-1)) + n) % 10}`;
    case "SCORE":
      return /\d$/u.test(marker) ? `${marker.slice(0, -1)}${1 + n}` : `${marker.slice(0, -1)}戊`;
    case "PERSON_NAME":
    case "COMPANY_NAME":
    case "OTHER":
      return `${marker.slice(0, -1)}戊`;
    case "MOBILE":
    case "PHONE":
    case "ACCOUNT_NUMBER":
      return `${marker.slice(0, 4)}${String((Number(marker.charAt(4)) + n) % 10)}${marker.slice(5)}`;
    case "EMAIL":
      return `c${n}${marker.slice(1)}`;
    case "ADDRESS":
      return marker.replace(/\d(?=号)/u, (digit) => String((Number(digit) + n) % 10));
    default:
      throw new Error(`values of kind ${kind} have no canary`);
  }
}
