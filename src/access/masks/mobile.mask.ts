import type { TextMask } from "./mask.js";

/** The first three and the last four digits: `139****5678`. Anything that is no mainland mobile number is hidden whole. */
export const maskMobile: TextMask = (number) => {
  const plain = number.replaceAll(/[\s-]/gu, "").replace(/^(\+?86|0086)(?=1\d{10}$)/, "");
  return MOBILE.test(plain) ? `${plain.slice(0, 3)}****${plain.slice(-4)}` : "***********";
};

const MOBILE = /^1[3-9]\d([\d]{4}|\*{4})\d{4}$/;
