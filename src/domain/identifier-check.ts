import { stdnum, type Validator } from "stdnum";
import type { IdentifierType } from "./identifier.js";
import { mod97 } from "./mod-97.js";

/** What an identifier's own form says of it, before any source is asked. */
export interface CheckedIdentifier {
  readonly type: IdentifierType;
  /** Without spaces and hyphens, in upper case, prefixes of dialling removed; the form in which registers are searched. */
  readonly value: string;
  /** False when its form or check digit is wrong: such a number is never a key by which records are linked. */
  readonly isValid: boolean;
}

/** Normalises and checks an identifier. Never throws: a wrong number is an answer too. */
export function checkIdentifier(type: IdentifierType, input: string): CheckedIdentifier {
  const value = normalise(type, input);
  return { type, value, isValid: value.length <= LONGEST && CHECKS[type](value) };
}

/** A 15-digit resident number as it has been written since 1999: with its century and check character. */
export function upgradeResidentId(number: string): string {
  if (!/^\d{15}$/.test(number)) return number;
  const body = `${number.slice(0, 6)}19${number.slice(6)}`;
  const remainder = [...body].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0) % 11;
  return body + "10X98765432".charAt(remainder);
}

/** The 15-digit form in which an old record may still hold the number; null for people born since 2000. */
export function oldResidentId(number: string): string | null {
  return /^\d{6}19\d{9}[\dX]$/.test(number) ? number.slice(0, 6) + number.slice(8, 17) : null;
}

/** What every register's contract takes. */
const LONGEST = 100;

/** The year of the standard's own oldest example; the number library lets any past century pass. */
const EARLIEST_BIRTH_YEAR = 1880;

const RESIDENT_ID = residentIdValidator();

function residentIdValidator(): Validator {
  const validator = stdnum["CN"]?.["ric"];
  if (validator === undefined) throw new Error("the number library knows no Chinese resident identity number");
  return validator;
}

/** GB 32100-2015, ISO 7064 over 31 characters. The number library refuses codes whose check character is 0. */
function isUnifiedSocialCreditCode(value: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(value)) return false;
  let total = 0;
  for (let index = 0; index < 17; index += 1) total += USCC_ALPHABET.indexOf(value.charAt(index)) * (3 ** index % 31);
  return USCC_ALPHABET.charAt((31 - (total % 31)) % 31) === value.charAt(17);
}

const USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

function normalise(type: IdentifierType, input: string): string {
  const trimmed = input.normalize("NFKC").trim();
  if (type === "EMAIL") return trimmed.toLowerCase();
  const compact = trimmed.replaceAll(/[\s-]/gu, "");
  if (type === "MOBILE") return compact.replace(/^(?:\+86|0086|86|17951)(?=1\d{10}$)/, "");
  const upper = VERBATIM.has(type) ? trimmed : compact.toUpperCase();
  return type === "RESIDENT_ID" ? upgradeResidentId(upper) : upper;
}

/** A source's own keys are whatever the source says they are. */
const VERBATIM: ReadonlySet<IdentifierType> = new Set([
  "CIF",
  "CARD_CUSTOMER",
  "LOAN_CUSTOMER",
  "CRM",
  "WECHAT_OPENID",
]);

const matches =
  (pattern: RegExp) =>
  (value: string): boolean =>
    pattern.test(value);

const CHECKS: Record<IdentifierType, (value: string) => boolean> = {
  CIF: matches(/^[\w-]{1,40}$/),
  CARD_CUSTOMER: matches(/^[\w-]{1,40}$/),
  LOAN_CUSTOMER: matches(/^[\w-]{1,40}$/),
  CRM: matches(/^[\w-]{1,40}$/),
  RESIDENT_ID: (value) => RESIDENT_ID.validate(value).isValid && Number(value.slice(6, 10)) >= EARLIEST_BIRTH_YEAR,
  PASSPORT: matches(/^[A-Z0-9]{6,12}$/),
  HKMO_PERMIT: matches(/^[HM]\d{8}(\d{2})?$/),
  TAIWAN_PERMIT: matches(/^\d{8}$/),
  FOREIGN_PR: matches(/^(9\d{16}[\dX]|[A-Z]{3}\d{12})$/),
  USCC: isUnifiedSocialCreditCode,
  LEI: (value) => /^[A-Z0-9]{18}\d{2}$/.test(value) && mod97(value) === 1,
  ACCOUNT_NUMBER: matches(/^[A-Z0-9]{6,34}$/),
  CARD_PAN: matches(/^\d{13,19}$/),
  MOBILE: matches(/^1[3-9]\d{9}$/),
  EMAIL: matches(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
  WECHAT_OPENID: matches(/^[\w-]{1,64}$/),
};
