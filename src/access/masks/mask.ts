/**
 * Hides a text. What it returns has the same GraphQL type as what it was given, tells nothing beyond what its file says,
 * and is its own mask: masking twice changes nothing.
 */
export type TextMask = (value: string) => string;

/** Longer texts are no value of any system: they are hidden whole, so that no mask ever works on a long one. */
const LONGEST = 512;

/** The mask for texts of any length; `hidden` is what the mask shows of a text that it hides whole. */
export function bounded(mask: TextMask, hidden: string): TextMask {
  return (value) => (value.length > LONGEST ? hidden : mask(value));
}
