import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

/**
 * Makes ULIDs that only ever grow, also within one millisecond and when the clock is set back: then the random part
 * counts up from the last.
 */
export function ulidMaker(): (at: number) => string {
  let lastAt = -1;
  let digits: number[] = [];
  let start = "";
  return (at) => {
    if (at > lastAt) {
      lastAt = at;
      digits = [...randomBytes(RANDOM_LENGTH)].map((byte) => byte & 31);
      // Room to count: a first digit of 31 could run over.
      digits[0] = (digits[0] ?? 0) & 15;
      start = time(lastAt);
    } else countUp(digits);
    let text = start;
    for (const digit of digits) text += ALPHABET[digit];
    return text;
  };
}

function countUp(digits: number[]): void {
  for (let place = digits.length - 1; place >= 0; place -= 1) {
    const next = (digits[place] ?? 0) + 1;
    digits[place] = next & 31;
    if (next < 32) return;
  }
}

function time(at: number): string {
  let rest = at;
  let text = "";
  for (let place = 0; place < TIME_LENGTH; place += 1) {
    text = (ALPHABET[rest % 32] ?? "") + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
