import type { SensitiveKind } from "../../src/access/vocabulary.js";

/**
 * The mask of a value as docs/masks.md says, written a second time and on its own: if the product's mask shows a character
 * more, or another, the two differ. It knows the forms that canaries have and no others.
 */
export function documentedMask(kind: SensitiveKind, value: string): string {
  switch (kind) {
    case "PERSON_NAME":
    case "COMPANY_NAME":
      return `${[...value][0] ?? ""}${"*".repeat(Math.min(2, [...value].length - 1))}`;
    case "DOCUMENT_NUMBER":
      return documentNumber(value);
    case "MOBILE":
      return `${value.slice(0, 3)}****${value.slice(-4)}`;
    case "PHONE":
      return `${value.split("-")[0]}-****${value.slice(-4)}`;
    case "EMAIL":
      return `${value.slice(0, 1)}***${value.slice(value.indexOf("@"))}`;
    case "ADDRESS":
      return `${/^.*?(?:区|县)|^.*?市/u.exec(value)?.[0] ?? ""}****`;
    case "BIRTH_DATE":
      return `${value.slice(0, 4)}-**-**`;
    case "ACCOUNT_NUMBER":
      return `****${value.slice(-4)}`;
    case "CARD_NUMBER":
      return `尾号${value.slice(-4)}`;
    case "AMOUNT":
      return band(value);
    case "SCORE":
      return score(value);
    case "CONTACT":
    case "OTHER":
      return "****";
  }
}

/** A score's hundred, a grade's letter; of everything else nothing. */
function score(value: string): string {
  const hundred = Math.floor(Number(value) / 100) * 100;
  if (/^\d{1,4}(?:\.\d{1,4})?$/u.test(value)) return `${hundred}–${hundred + 99}`;
  return /^([A-Z])\1{0,2}[+-]?\d?$/u.test(value) ? `${value.slice(0, 1)}**` : "***";
}

function documentNumber(value: string): string {
  const isResidentId = /^\d{17}[\dX]$|^\d{15}$/.test(value);
  return isResidentId
    ? `${value.slice(0, 1)}${"*".repeat(value.length - 2)}${value.slice(-1)}`
    : `${value.slice(0, 1)}****${value.slice(-4)}`;
}

const BANDS = [
  [10_000, "<1万"],
  [50_000, "1–5万"],
  [200_000, "5–20万"],
  [500_000, "20–50万"],
  [1_000_000, "50–100万"],
  [5_000_000, "100–500万"],
  [10_000_000, "500–1000万"],
] as const;

function band(value: string): string {
  const amount = Number(value.replaceAll(",", ""));
  if (amount === 0) return "0";
  if (amount < 0) return "负数";
  return BANDS.find(([below]) => amount < below)?.[1] ?? "≥1000万";
}
