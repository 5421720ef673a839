import { bounded, type TextMask } from "./mask.js";
import type { MaskStyle } from "./mask-style.js";
import { toNumber } from "./normal-form.js";

/** Fixed lines keep the area code and the last four digits: `010-****5678`; STRICT only the area code: `010-****`. */
export function phoneMask(style: MaskStyle): TextMask {
  if (style === "HIDDEN") return () => HIDDEN;
  return bounded((number) => {
    const plain = toNumber(number).replaceAll(/[()]/g, "");
    const [, area, last] = FIXED_LINE.exec(plain) ?? [];
    if (style === "PARTIAL") return area !== undefined && last !== undefined ? `${area}-****${last}` : HIDDEN;
    return area === undefined ? HIDDEN : `${area}-****`;
  }, HIDDEN);
}

const HIDDEN = "****";
/** Area codes have three digits in the largest cities and four elsewhere; a digit more would be one of the subscriber's. */
const FIXED_LINE = /^(010|02\d|0[3-9]\d{2})(?:(?:\d{3,4}|\*{4})(\d{4})|\*{4})$/;
