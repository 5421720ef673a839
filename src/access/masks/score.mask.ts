import { bounded, type TextMask } from "./mask.js";
import type { MaskStyle } from "./mask-style.js";
import { toNormalForm } from "./normal-form.js";

/** A score's hundred: `600–699`; a grade's letter: `A**`, which does not tell A from AA+. STRICT shows neither. */
export function scoreMask(style: MaskStyle): TextMask {
  if (style !== "PARTIAL") return () => HIDDEN;
  return bounded((score) => {
    const plain = toNormalForm(score);
    const points = POINTS.exec(plain)?.[1];
    if (points !== undefined) return bandOf(Math.floor(Number(points) / 100) * 100);
    if (isBand(plain)) return plain;
    const letter = GRADE.exec(plain)?.[1];
    return letter === undefined ? HIDDEN : `${letter.toUpperCase()}**`;
  }, HIDDEN);
}

const HIDDEN = "***";
const POINTS = /^(\d{1,4})(?:\.\d{1,4})?$/;
/** One letter, said up to three times, with a sign or a digit: AAA, B+, C2; or its own mask. */
const GRADE = /^([A-Za-z])(?:\1{0,2}[+-]?\d?|\*\*)$/;

function bandOf(from: number): string {
  return `${from}–${from + 99}`;
}

function isBand(text: string): boolean {
  const from = Number(/^(\d{1,4})–\d{2,4}$/.exec(text)?.[1] ?? Number.NaN);
  return from % 100 === 0 && bandOf(from) === text;
}
