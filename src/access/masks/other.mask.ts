import type { TextMask } from "./mask.js";

/** A value of no named kind is hidden whole. */
export const maskOther: TextMask = () => "****";
