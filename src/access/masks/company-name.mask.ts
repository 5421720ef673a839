import type { TextMask } from "./mask.js";
import type { MaskStyle } from "./mask-style.js";
import { personNameMask } from "./person-name.mask.js";

/**
 * Company names are public, and policies clear them. One that a policy masks is a sole trader's, whose business carries
 * his own name: it is masked as a person's.
 */
export function companyNameMask(style: MaskStyle): TextMask {
  return personNameMask(style);
}
