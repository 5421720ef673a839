import { yearsBetween, type CalendarDate } from "../../../domain/instant.js";
import { Sealed } from "../../../domain/sealed.js";
import { textOf } from "../normal-form.js";
import type { ValidationRule } from "../validation.js";

/** Article 15 of the labour law: nobody under 16 is employed. */
const WORKING_AGE = 16;
/** The earliest age at which a pension is paid by law, for hard and harmful work. */
const EARLIEST_PENSION = 45;

const RETIRED = /退休|离休|retired|pensioner/iu;
const NOT_EMPLOYED = /学生|学龄|儿童|幼儿|无业|未就业|^无$|student|pupil|child|unemployed|none/iu;

function fits(occupation: string, age: number): boolean {
  if (RETIRED.test(occupation)) return age >= EARLIEST_PENSION;
  return NOT_EMPLOYED.test(occupation) || age >= WORKING_AGE;
}

/** Age against occupation: a retired man of twenty, a child who is a doctor. */
export const occupationRules: readonly ValidationRule[] = [
  {
    id: "AGE_FITS_OCCUPATION",
    kind: "LOGIC",
    of: ["OCCUPATION"],
    reads: ["BIRTH_DATE"],
    weighs: true,
    passes: ({ value }, { stated, today }) => {
      const days = stated("BIRTH_DATE");
      if (days.length === 0) return null;
      return days.some((day) =>
        Sealed.combine([value, day.value], ([said, born]) =>
          said === undefined || born === undefined
            ? false
            : fits(textOf(said), yearsBetween(textOf(born) as CalendarDate, today)),
        ).answers((yes) => yes),
      );
    },
    message: { passed: "possible at this age: pass", failed: "not possible at this age: fail" },
  },
];
