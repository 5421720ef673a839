import { bounded, type TextMask } from "./mask.js";
import { visibleOf, type MaskStyle, type Visible } from "./mask-style.js";
import { toNumber } from "./normal-form.js";

/** The first three and the last four digits: `139****5678`. Anything that is no mainland mobile number is hidden whole. */
export function mobileMask(setting: MaskStyle | Visible): TextMask {
  const { first, last } = visibleOf(setting, STYLES);
  const stars = "*".repeat(HIDDEN.length - first - last);
  return bounded((number) => {
    const plain = toNumber(number).replace(/^(\+?86|0086)(?=1\d{10}$)/, "");
    return MOBILE.test(plain) ? plain.slice(0, first) + stars + plain.slice(HIDDEN.length - last) : HIDDEN;
  }, HIDDEN);
}

const STYLES: Readonly<Record<MaskStyle, Visible>> = {
  PARTIAL: { first: 3, last: 4 },
  STRICT: { first: 0, last: 4 },
  HIDDEN: { first: 0, last: 0 },
};

const HIDDEN = "***********";
/** Stars are accepted so that the mask of a mask is itself. */
const MOBILE = /^[1*][3-9*][\d*]{9}$/;
