/**
 * The text in the form that masks look at: full-width signs as plain ones, white space as single spaces, and without the
 * signs that nobody sees (joiners, marks of direction, half surrogates), behind which a value could pass for another.
 */
export function toNormalForm(text: string): string {
  return text.replaceAll(/\s+/gu, " ").replaceAll(/\p{C}/gu, "").normalize("NFKC").replaceAll(/\s+/gu, " ").trim();
}

/** The same without spaces and hyphens: a number, however somebody has grouped it. */
export function toNumber(text: string): string {
  return toNormalForm(text).replaceAll(/[\s-]/gu, "");
}
