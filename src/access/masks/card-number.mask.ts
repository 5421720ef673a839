import type { TextMask } from "./mask.js";

/** Tail number and the last four: `尾号0017`. A number too short for a card, or with anything but digits, is hidden whole. */
export const maskCardNumber: TextMask = (number) => {
  const match = CARD.exec(number.replaceAll(/[\s-]/gu, ""));
  return match ? `尾号${match[1]}` : "尾号****";
};

/** Stars are accepted, for a card system may mask before we do. */
const CARD = /^(?:尾号|[\d*]{8,15})(\d{4})$/;
