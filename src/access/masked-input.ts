/** Stars of every script and width, and the bullets that other masks are made of. */
const STARS = /[*\u2022\u2217\u25cf\u25e6\u2731\u066d\ufe61\uff0a]/u;
/** The last digits of a number: `尾号1234`. */
const TAIL = /尾号/u;
/** A band in the place of an amount: `500k–1m`, `>=10m`, `50–100万`, `≥1000万`. */
const BAND = /^\s*(?:[<>≥≤]=?\s*)?\d+(?:\.\d+)?\s*[km万亿]?\s*(?:[–—-]\s*\d+(?:\.\d+)?\s*[km万亿])?\s*$/iu;
const OF_BAND = /[<>≥≤km万亿]/iu;
const WORD = /^\s*(?:zero|negative|负数)\s*$/iu;

/**
 * Whether a text that somebody sends is one that a mask has made. It finds nobody, and whoever sends one believes that he
 * holds a number; worse, a search that took it for a pattern would answer what the mask hides.
 */
export function isMaskedInput(text: string): boolean {
  const plain = text.normalize("NFKC");
  return (
    STARS.test(plain) ||
    STARS.test(text) ||
    TAIL.test(plain) ||
    WORD.test(plain) ||
    (BAND.test(plain) && OF_BAND.test(plain))
  );
}
