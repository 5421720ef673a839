import { checkIdentifier } from "../../../domain/identifier-check.js";
import type { IdentifierType } from "../../../domain/identifier.js";
import { toCalendarDate } from "../../../domain/instant.js";
import type { Attribute } from "../../../domain/attribute.js";
import { textOf } from "../normal-form.js";
import type { AttributeStatement } from "../stated.js";
import type { ValidationRule } from "../validation.js";

const says = (text: string) => ({ passed: `${text}: pass`, failed: `${text}: fail` });

const isValid = ({ value }: AttributeStatement, type: IdentifierType): boolean =>
  value.answers((said) => checkIdentifier(type, textOf(said)).isValid);

const form = (id: string, attribute: Attribute, type: IdentifierType, text: string): ValidationRule => ({
  id,
  kind: "FORMAT",
  of: [attribute],
  reads: [],
  weighs: true,
  passes: (statement) => isValid(statement, type),
  message: says(text),
});

function isDay(text: string): boolean {
  try {
    toCalendarDate(text);
    return true;
  } catch {
    return false;
  }
}

/** What a value's own form says of it, before it is compared with anything. */
export const formatRules: readonly ValidationRule[] = [
  form("MOBILE_DIGITS", "MOBILE", "MOBILE", "11 digits"),
  form("EMAIL_FORM", "EMAIL", "EMAIL", "an e-mail address"),
  form("USCC_CHECK", "UNIFIED_SOCIAL_CREDIT_CODE", "USCC", "18 characters and check character"),
  form("LEI_CHECK", "LEI", "LEI", "20 characters and check digits"),
  {
    ...form("RESIDENT_ID_CHECK", "IDENTITY_DOCUMENT", "RESIDENT_ID", "18 places, a date and the check digit"),
    passes: (statement) => (statement.subject === "RESIDENT_ID" ? isValid(statement, "RESIDENT_ID") : null),
  },
  {
    ...form("DOCUMENT_FORM", "IDENTITY_DOCUMENT", "PASSPORT", "the form of its type"),
    passes: (statement) =>
      statement.subject === "RESIDENT_ID" ? null : isValid(statement, statement.subject as IdentifierType),
  },
  {
    id: "DATE_FORM",
    kind: "FORMAT",
    of: ["BIRTH_DATE"],
    reads: [],
    weighs: true,
    passes: ({ value }) => value.answers((said) => isDay(textOf(said))),
    message: says("a day of the calendar"),
  },
];
