import type { TextMask } from "./mask.js";

/**
 * Resident identity numbers keep their first and last character: `9****************2`. Passports and permits keep the
 * first and the last four: `E****5678`. Anything shorter or of another form is hidden whole.
 */
export const maskDocumentNumber: TextMask = (number) => {
  const plain = number.replaceAll(/\s/gu, "");
  if (RESIDENT_ID.test(plain)) return `${plain[0]}${"*".repeat(plain.length - 2)}${plain.at(-1)}`;
  if (TRAVEL_DOCUMENT.test(plain)) return `${plain[0]}****${plain.slice(-4)}`;
  return "********";
};

/** 18 or 15 places; stars are accepted so that the mask of a mask is itself. */
const RESIDENT_ID = /^[\d*]([\d*]{16}|[\d*]{13})[\dXx*]$/;
/** At least three characters stay hidden: a shorter number would be told by what is shown. */
const TRAVEL_DOCUMENT = /^[A-Z0-9][A-Z0-9]{3,10}[A-Z0-9]{4}$|^[A-Z0-9]\*{4}[A-Z0-9]{4}$/;
