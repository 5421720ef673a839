import { bounded, type TextMask } from "./mask.js";
import type { MaskStyle } from "./mask-style.js";
import { toNormalForm } from "./normal-form.js";

/**
 * The year alone: `1985-**-**`; STRICT the decade: `198*-**-**`. Not an age: whoever asks every day would see it change on
 * the birthday.
 */
export function birthDateMask(style: MaskStyle): TextMask {
  if (style === "HIDDEN") return () => HIDDEN;
  const shown = style === "STRICT" ? 3 : 4;
  return bounded((date) => {
    const plain = toNormalForm(date);
    return DATE.test(plain) ? `${plain.slice(0, shown)}${HIDDEN.slice(shown)}` : HIDDEN;
  }, HIDDEN);
}

const HIDDEN = "****-**-**";
/** Stars are accepted so that the mask of a mask is itself. */
const DATE = /^\d{3}[\d*]-(?:\d{2}|\*{2})-(?:\d{2}|\*{2})$/;
