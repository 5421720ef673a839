import { checkIdentifier } from "../../../domain/identifier-check.js";
import { textOf } from "../normal-form.js";
import type { ValidationRule } from "../validation.js";

/** ICU's own list of countries, which comes with the runtime. */
const countries = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && countries.of(code) !== undefined;
}

/** The provinces that a resident number may begin with (GB/T 2260), and those of residence permits. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/;

/** A value against a list of what there is. */
export const referenceRules: readonly ValidationRule[] = [
  {
    id: "KNOWN_COUNTRY",
    kind: "REFERENCE",
    of: ["NATIONALITY", "TAX_RESIDENCY"],
    reads: [],
    weighs: true,
    passes: ({ value }) => value.answers((said) => isCountry(textOf(said).trim().toUpperCase())),
    message: { passed: "a country of ISO 3166: pass", failed: "no country of ISO 3166: fail" },
  },
  {
    id: "KNOWN_REGION",
    kind: "REFERENCE",
    of: ["IDENTITY_DOCUMENT"],
    reads: [],
    // People keep numbers whose region has been abolished, and lists of regions go out of date: it is only a hint.
    weighs: false,
    passes: ({ subject, value }) =>
      subject === "RESIDENT_ID"
        ? value.answers((said) => PROVINCE.test(checkIdentifier("RESIDENT_ID", textOf(said)).value))
        : null,
    message: { passed: "begins with a province: pass", failed: "begins with no province: shown, not weighed" },
  },
];
