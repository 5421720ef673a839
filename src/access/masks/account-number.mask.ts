import { isIban } from "../../domain/iban.js";
import type { TextMask } from "./mask.js";

/** The last four: `****0012`; an IBAN also its country: `GB** **** 5432`. Short and odd numbers are hidden whole. */
export const maskAccountNumber: TextMask = (number) => {
  if (MASKED_IBAN.test(number)) return number;
  const plain = number.replaceAll(/[\s-]/gu, "");
  if (isIban(plain.toUpperCase())) return `${plain.slice(0, 2).toUpperCase()}** **** ${plain.slice(-4)}`;
  return ACCOUNT.test(plain) ? `****${plain.slice(-4)}` : "****";
};

const MASKED_IBAN = /^[A-Z]{2}\*\* \*{4} [A-Za-z0-9]{4}$/;
/** At least four characters stay hidden. Systems put signs of their own between the digits. */
const ACCOUNT = /^[A-Za-z0-9*./_]{4,}[A-Za-z0-9]{4}$/;
