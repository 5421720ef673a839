import { characters, firstLetter } from "./characters.js";
import { bounded, type TextMask } from "./mask.js";
import type { MaskStyle } from "./mask-style.js";
import { toNormalForm } from "./normal-form.js";

/**
 * Han: the first character, one star for a name of two, two stars for any longer one: 王伟 → `王*`, 欧阳修文 → `欧**`.
 * Other scripts: the first letter of each word and three stars: `J*** S***`. A name of one character is a star.
 * STRICT tells neither two characters from three nor how many words there are: `王**`, `J***`.
 */
export function personNameMask(style: MaskStyle): TextMask {
  return bounded(MASKS[style], HIDDEN);
}

const HIDDEN = "***";

const MASKS: Readonly<Record<MaskStyle, TextMask>> = {
  PARTIAL: (name) => {
    const plain = toNormalForm(name);
    const words = plain.split(" ").slice(0, MOST_WORDS);
    if (words.every((word) => MASKED.test(word))) return words.join(" ");
    const all = characters(plain.replaceAll(" ", ""));
    if (all.length <= 1 || isOneCharacter(name)) return "*";
    if (HAN.test(plain)) return `${firstLetter(plain)}${all.length === 2 ? "*" : "**"}`;
    return words.map((word) => `${firstLetter(word)}***`).join(" ");
  },
  STRICT: (name) => {
    const plain = toNormalForm(name);
    if (STRICTLY_MASKED.test(plain)) return plain;
    if (characters(plain).length <= 1 || isOneCharacter(name)) return HIDDEN;
    return `${firstLetter(plain)}${HAN.test(plain) ? "**" : "***"}`;
  },
  HIDDEN: () => HIDDEN,
};

const HAN = /\p{Script=Han}/u;

/** A long list of initials would tell a name apart from all others. */
const MOST_WORDS = 4;

/** At most one letter, and stars: a mask, which is its own mask. */
const MASKED = /^(?:[\p{L}\p{N}]\p{M}{0,2})?\*{1,3}$/u;
const STRICTLY_MASKED = /^(?:[\p{L}\p{N}]\p{M}{0,2})?\*{2,3}$/u;

/** Some single signs are written out as several letters in their plain form. */
function isOneCharacter(name: string): boolean {
  return characters(name.replaceAll(/[\s\p{C}]/gu, "")).length <= 1;
}
