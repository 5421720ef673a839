import type { TextMask } from "./mask.js";

/** The last four: `****0012`; an IBAN also its country: `GB** **** 5432`. Short numbers are hidden whole. */
export const maskAccountNumber: TextMask = (number) => {
  const plain = number.replaceAll(/[\s-]/gu, "");
  if (/^[A-Z]{2}[\d*]{2}/.test(plain) && plain.length >= 10) return `${plain.slice(0, 2)}** **** ${plain.slice(-4)}`;
  return plain.length >= 8 ? `****${plain.slice(-4)}` : "****";
};
