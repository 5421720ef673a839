import type { Attribute } from "../../domain/attribute.js";
import { checkIdentifier } from "../../domain/identifier-check.js";
import type { IdentifierType } from "../../domain/identifier.js";
import type { Money } from "../../domain/money.js";
import type { ContactKind } from "../../domain/records/party.js";
import type { Sealed } from "../../domain/sealed.js";
import type { AttributeStatement, Stated } from "./stated.js";

const trimmed = (value: string): string => value.normalize("NFKC").trim();
const spaceless = (value: string): string => value.normalize("NFKC").replaceAll(/\s/gu, "").toLowerCase();
const upper = (value: string): string => trimmed(value).toUpperCase();
const as =
  (type: IdentifierType) =>
  (value: string): string =>
    checkIdentifier(type, value).value;

/** The form in which contacts of a kind are compared. What tells two apart, such as a hyphen in an address, stays. */
export const NORMAL_CONTACT: Record<ContactKind, (value: string) => string> = {
  MOBILE: as("MOBILE"),
  PHONE: (value) =>
    value
      .normalize("NFKC")
      .replaceAll(/[\s-]/gu, "")
      .replace(/^(?:\+86|0086)/, ""),
  EMAIL: as("EMAIL"),
  ADDRESS: spaceless,
  WECHAT: trimmed,
};

const NORMAL: Record<Exclude<Attribute, "IDENTITY_DOCUMENT">, (value: string) => string> = {
  LEGAL_NAME: spaceless,
  BIRTH_DATE: trimmed,
  NATIONALITY: upper,
  OCCUPATION: spaceless,
  ANNUAL_INCOME: trimmed,
  MOBILE: NORMAL_CONTACT.MOBILE,
  EMAIL: NORMAL_CONTACT.EMAIL,
  ADDRESS: NORMAL_CONTACT.ADDRESS,
  RISK_APPETITE: upper,
  TAX_RESIDENCY: upper,
  UNIFIED_SOCIAL_CREDIT_CODE: as("USCC"),
  LEI: as("LEI"),
  REGISTERED_CAPITAL: trimmed,
  REGISTRATION_STATUS: spaceless,
  LEGAL_REPRESENTATIVE: spaceless,
  INDUSTRY: spaceless,
};

/** Worked out once for each statement, however many rules compare it; it stays sealed, and goes with the statement. */
const known = new WeakMap<AttributeStatement, Sealed<string>>();

/** What a statement says, in the form in which it is compared: two that differ only in how they are written agree. */
export function normalOf(statement: AttributeStatement): Sealed<string> {
  let form = known.get(statement);
  if (form === undefined) {
    const { attribute, value, subject } = statement;
    const normal = attribute === "IDENTITY_DOCUMENT" ? as(subject as IdentifierType) : NORMAL[attribute];
    form = value.map((said) => normal(textOf(said)));
    known.set(statement, form);
  }
  return form;
}

export function textOf(value: Stated): string {
  return typeof value === "string" ? value : amountText(value);
}

function amountText({ amount, currency }: Money): string {
  return `${amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount} ${currency}`;
}
