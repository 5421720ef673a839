/**
 * The text in the form that masks look at: full-width signs as plain ones, white space as single spaces, and without the
 * signs that nobody sees (joiners, marks of direction, half surrogates), behind which a value could pass for another.
 */
export function toNormalForm(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll(/\s+/gu, " ").replaceAll(/\p{C}/gu, "").normalize("NFKC").replaceAll(/\s+/gu, " ").trim();
}

/** Most values are so already, and looking at them is half of what a mask costs. */
const PLAIN = /^[!-~\u4e00-\u9fff]*$/;

/** The same without spaces and hyphens: a number, however somebody has grouped it. */
export function toNumber(text: string): string {
  return toNormalForm(text).replaceAll(/[\s-]/gu, "");
}
