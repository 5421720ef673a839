import { checkIdentifier } from "../../../domain/identifier-check.js";
import { yearsBetween, type CalendarDate } from "../../../domain/instant.js";
import { Sealed } from "../../../domain/sealed.js";
import { textOf } from "../normal-form.js";
import type { AttributeStatement, Stated } from "../stated.js";
import type { ValidationRule } from "../validation.js";

/** Nobody on record has lived longer than 122 years. */
const OLDEST = 130;

/** The day of birth that a resident number carries; null for any number but a valid one. */
function dayIn(number: Stated): string | null {
  const { value, isValid } = checkIdentifier("RESIDENT_ID", textOf(number));
  return isValid ? `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}` : null;
}

const carriesDay = ({ subject, value }: AttributeStatement): boolean =>
  subject === "RESIDENT_ID" && value.answers((number) => dayIn(number) !== null);

const sameDay = (day: AttributeStatement, number: AttributeStatement): boolean =>
  Sealed.combine([day.value, number.value], ([said, carried]) =>
    said === undefined || carried === undefined ? false : textOf(said) === dayIn(carried),
  ).answers((same) => same);

/** A birth date against the resident numbers on record, and against the calendar. */
export const birthDateRules: readonly ValidationRule[] = [
  {
    id: "BIRTH_DATE_IN_RESIDENT_ID",
    kind: "LOGIC",
    of: ["BIRTH_DATE"],
    reads: ["IDENTITY_DOCUMENT"],
    weighs: true,
    passes: (statement, { stated }) => {
      const numbers = stated("IDENTITY_DOCUMENT").filter(carriesDay);
      return numbers.length === 0 ? null : numbers.some((number) => sameDay(statement, number));
    },
    message: {
      passed: "the resident number carries the same day: pass",
      failed: "no resident number on record carries this day: fail",
    },
  },
  {
    id: "RESIDENT_ID_HAS_BIRTH_DATE",
    kind: "LOGIC",
    of: ["IDENTITY_DOCUMENT"],
    reads: ["BIRTH_DATE"],
    weighs: true,
    passes: (statement, { stated }) => {
      const days = stated("BIRTH_DATE");
      if (!carriesDay(statement) || days.length === 0) return null;
      return days.some((day) => sameDay(day, statement));
    },
    message: {
      passed: "the day in the number is the birth date on record: pass",
      failed: "the day in the number is no birth date on record: fail",
    },
  },
  {
    id: "BIRTH_DATE_POSSIBLE",
    kind: "LOGIC",
    of: ["BIRTH_DATE"],
    reads: [],
    weighs: true,
    passes: ({ value }, { today }) =>
      value.answers((said) => {
        const years = yearsBetween(textOf(said) as CalendarDate, today);
        return textOf(said) <= today && years <= OLDEST;
      }),
    message: { passed: "a living person's day of birth: pass", failed: "not a living person's day of birth: fail" },
  },
];
