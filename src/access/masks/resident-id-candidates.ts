import type { MaskStyle, Visible } from "./mask-style.js";
import { MOST_OF_OLD_FORM } from "./document-number.mask.js";

/** How much of a value somebody sees: all of it, or what a mask of that style leaves. */
export type Shown = "CLEAR" | MaskStyle;

/** Everything that is shown of one person and stands in his resident number too. */
export interface ResidentClues {
  /** What is readable of the number itself. */
  readonly number: Visible;
  readonly birthDate: Shown;
  readonly address: Shown;
  readonly gender: boolean;
}

/**
 * How many resident numbers of 18 places (region 6, birth date 8, sequence 3, check digit) fit what is shown; rounded down.
 * A person may be held under the old form of 15 places too, so what its mask shows of the sequence counts as shown.
 */
export function residentIdCandidates({ number, birthDate, address, gender }: ResidentClues): number {
  const sequenceShown = Math.max(number.last - 1, Math.min(number.last, MOST_OF_OLD_FORM));
  // The last place of the sequence is odd for men: shown, it tells no more than is counted already.
  const sequences = 10 ** (SEQUENCE - sequenceShown) / (gender && sequenceShown === 0 ? 2 : 1);
  const regions = Math.min(REGIONS_BY_ADDRESS[address], REGIONS_BY_PREFIX[number.first] ?? 1);
  const all = regions * DAYS[birthDate] * sequences;
  // Of all numbers with the same check digit one in eleven remains.
  return Math.max(1, Math.floor(number.last > 0 ? all / 11 : all));
}

const SEQUENCE = 3;

/** A day; a year; a decade; the hundred years in which those alive were born. */
const DAYS: Readonly<Record<Shown, number>> = { CLEAR: 1, PARTIAL: 365, STRICT: 3_652, HIDDEN: 36_525 };

/** The codes that a shown region leaves: a district has one, a city eight or more, the country some 2,800 in use. */
const REGIONS_BY_ADDRESS: Readonly<Record<Shown, number>> = { CLEAR: 1, PARTIAL: 1, STRICT: 8, HIDDEN: 2_800 };

/** The codes that begin with as many known digits, in a small part of the country. */
const REGIONS_BY_PREFIX: readonly number[] = [2_800, 300, 50, 15];
