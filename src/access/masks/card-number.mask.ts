import type { TextMask } from "./mask.js";

/** Tail number and the last four: `尾号0017`. */
export const maskCardNumber: TextMask = (number) => {
  const match = /(\d{4})$/.exec(number.replaceAll(/[\s-]/gu, ""));
  return match && (number.startsWith("尾号") || number.length >= 12) ? `尾号${match[1]}` : "尾号****";
};
