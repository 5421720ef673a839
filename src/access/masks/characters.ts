/** The text's characters as a reader counts them, so that a name with a combined or astral character is not cut in two. */
export function characters(text: string): string[] {
  // Asking the segmenter costs more than all the rest of a mask, and there is nothing to ask of plain Han.
  if (PLAIN_HAN.test(text)) return [...text];
  return [...GRAPHEMES.segment(text)].map((each) => each.segment);
}

const PLAIN_HAN = /^[\u4e00-\u9fff]+$/;
const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });

/**
 * The first letter or digit with at most two marks; empty where there is none. Not the first character as a reader counts
 * them: joined by invisible signs, or in some scripts, a whole name is one.
 */
export function firstLetter(text: string): string {
  return LETTER.exec(text)?.[0] ?? "";
}

const LETTER = /[\p{L}\p{N}]\p{M}{0,2}/u;
