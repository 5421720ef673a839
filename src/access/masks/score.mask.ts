import type { TextMask } from "./mask.js";

/** Scores and grades have no partial form of their own: a band is a field beside them. */
export const maskScore: TextMask = () => "***";
