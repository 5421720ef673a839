import { characters, type TextMask } from "./mask.js";

/**
 * Han: the first character, one star for a name of two, two stars for any longer one: 王伟 → `王*`, 欧阳修文 → `欧**`.
 * Other scripts: the first letter of each word and three stars: `J*** S***`. A name of one character is a star.
 */
export const maskPersonName: TextMask = (name) => {
  const trimmed = name.normalize("NFKC").trim();
  const words = trimmed.split(/\s+/u).slice(0, MOST_WORDS);
  if (trimmed.length > 0 && words.every(isMasked)) return words.join(" ");
  if (characters(trimmed).length <= 1) return "*";
  return HAN.test(trimmed) ? maskHan(trimmed) : words.map((word) => `${firstOf(word)}***`).join(" ");
};

const HAN = /\p{Script=Han}/u;

/** A long list of initials would tell a name apart from all others. */
const MOST_WORDS = 4;

function maskHan(name: string): string {
  const all = characters(name.replaceAll(/\s/gu, ""));
  return `${all[0]}${all.length === 2 ? "*" : "**"}`;
}

function firstOf(word: string): string {
  return characters(word)[0] ?? "";
}

/** At most one character and one to three stars: a mask, which is its own mask. */
function isMasked(word: string): boolean {
  const stars = /\*{1,3}$/.exec(word);
  return stars !== null && characters(word.slice(0, stars.index)).length <= 1;
}
