import type { TextMask } from "./mask.js";

/** A value of no named kind is hidden whole, and there is no setting that shows a part of it. */
export function otherMask(): TextMask {
  return () => "****";
}
