import { checkIdentifier } from "../../domain/identifier-check.js";
import { bounded, type TextMask } from "./mask.js";
import { visibleOf, type MaskStyle, type Visible } from "./mask-style.js";
import { toNumber } from "./normal-form.js";

export interface DocumentNumberSetting {
  readonly residentId: MaskStyle | Visible;
  readonly otherDocument: MaskStyle | Visible;
}

/**
 * Resident identity numbers keep, unless set otherwise, their first and last character: `9****************2`. Passports and
 * permits keep the first and the last four: `E****5678`. Company codes, which sole traders have for a document, keep six and
 * four. Anything shorter or of another form is hidden whole.
 */
export function documentNumberMask({ residentId, otherDocument }: DocumentNumberSetting): TextMask {
  const resident = residentVisible(residentId);
  const other = visibleOf(otherDocument, OTHER);
  const company = typeof otherDocument === "string" ? COMPANY[otherDocument] : other;
  const masked = [other, company].map(isMaskedWith);
  return bounded((number) => {
    const plain = toNumber(number);
    if (RESIDENT_ID.test(plain)) return maskResidentId(plain, resident);
    if (masked.some((pattern) => pattern.test(plain))) return plain;
    if (TRAVEL_DOCUMENT.test(plain)) return withStars(plain, other);
    return checkIdentifier("USCC", plain).isValid ? withStars(plain, company) : HIDDEN;
  }, HIDDEN);
}

/** How much of a resident number of 18 places a setting shows; of the old 15 places at most the last three. */
export function residentVisible(setting: DocumentNumberSetting["residentId"]): Visible {
  return visibleOf(setting, RESIDENT);
}

/** The old form has no check digit: its last three places are what the new form has before its own. */
export const MOST_OF_OLD_FORM = 3;

const HIDDEN = "********";

const RESIDENT: Readonly<Record<MaskStyle, Visible>> = {
  PARTIAL: { first: 3, last: 4 },
  STRICT: { first: 1, last: 1 },
  HIDDEN: { first: 0, last: 0 },
};

const OTHER: Readonly<Record<MaskStyle, Visible>> = {
  PARTIAL: { first: 1, last: 4 },
  STRICT: { first: 1, last: 1 },
  HIDDEN: { first: 0, last: 0 },
};

const COMPANY: Readonly<Record<MaskStyle, Visible>> = { ...OTHER, PARTIAL: { first: 6, last: 4 } };

/**
 * 18 or 15 places; so is a foreigner's permit of the old form, three letters and twelve digits, whose end tells the day of
 * birth. Stars are accepted so that the mask of a mask is itself.
 */
const RESIDENT_ID = /^(?:[\d*]([\d*]{16}|[\d*]{13})[\dXx*]|[A-Z*]{3}[\d*]{12})$/;
/** At least three characters stay hidden: a shorter number would be told by what is shown. */
const TRAVEL_DOCUMENT = /^[A-Z0-9]{8,15}$/;

function maskResidentId(plain: string, { first, last }: Visible): string {
  if (first + last === 0) return HIDDEN;
  const shown = plain.length === 15 ? Math.min(last, MOST_OF_OLD_FORM) : last;
  return plain.slice(0, first) + "*".repeat(plain.length - first - shown) + plain.slice(plain.length - shown);
}

function withStars(plain: string, { first, last }: Visible): string {
  if (first + last === 0) return HIDDEN;
  return `${plain.slice(0, first)}****${plain.slice(plain.length - last)}`;
}

function isMaskedWith({ first, last }: Visible): RegExp {
  return new RegExp(`^[A-Z0-9]{${first}}\\*{4}[A-Z0-9]{${last}}$`);
}
