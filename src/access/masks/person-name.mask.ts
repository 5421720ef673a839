import { characters, type TextMask } from "./mask.js";

/**
 * Han: the first character, one star for a name of two, two stars for any longer one: 王伟 → `王*`, 欧阳修文 → `欧**`.
 * Other scripts: the first letter of each word and three stars: `J*** S***`. A name of one character is a star.
 */
export const maskPersonName: TextMask = (name) => {
  const trimmed = name.normalize("NFKC").trim();
  return HAN.test(trimmed) ? maskHan(trimmed) : maskWords(trimmed);
};

const HAN = /\p{Script=Han}/u;

function maskHan(name: string): string {
  const all = characters(name.replaceAll(/\s/gu, ""));
  if (all.length <= 1) return "*";
  return `${all[0]}${all.length === 2 ? "*" : "**"}`;
}

function maskWords(name: string): string {
  if (name.length === 0) return "*";
  return name
    .split(/\s+/u)
    .slice(0, MOST_WORDS)
    .map((word) => `${characters(word)[0] ?? ""}***`)
    .join(" ");
}

/** A long list of initials would tell a name apart from all others. */
const MOST_WORDS = 4;
