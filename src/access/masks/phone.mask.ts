import type { TextMask } from "./mask.js";

/** Fixed lines keep the area code and the last four digits: `010-****5678`. */
export const maskPhone: TextMask = (number) => {
  const match = FIXED_LINE.exec(number.replaceAll(/\s/gu, ""));
  return match ? `${match[1]}-****${match[2]}` : "****";
};

const FIXED_LINE = /^(0\d{2,3})-?(?:\d{3,4}|\*{4})(\d{4})$/;
