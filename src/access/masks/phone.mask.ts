import type { TextMask } from "./mask.js";

/** Fixed lines keep the area code and the last four digits: `010-****5678`. */
export const maskPhone: TextMask = (number) => {
  const match = FIXED_LINE.exec(number.replaceAll(/\s/gu, ""));
  return match ? `${match[1]}-****${match[2]}` : "****";
};

/** Area codes have three digits in the largest cities and four elsewhere; a digit more would be one of the subscriber's. */
const FIXED_LINE = /^(010|02\d|0[3-9]\d{2})-?(?:\d{3,4}|\*{4})(\d{4})$/;
