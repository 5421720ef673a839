import { CallerMistake } from "../caller-mistake.js";
import { assertNotMasked } from "../refuse-masked.js";

const LONGEST = 100;
const FEWEST_LETTERS = 2;

/** The letters to search by. Throws CallerMistake for a pattern, for what a mask has made, and for too few of them. */
export function toSearchText(text: string): string {
  const plain = text
    .slice(0, LONGEST + 1)
    .normalize("NFKC")
    .trim();
  if (/[*%_?\\]/u.test(plain)) throw notTaken("it takes no wildcards");
  assertNotMasked("text", plain);
  const letters = plain.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < FEWEST_LETTERS) throw notTaken(`it takes at least ${FEWEST_LETTERS} letters of a name`);
  if (plain.length > LONGEST || /\p{C}/u.test(plain))
    throw notTaken(`it takes a name of at most ${LONGEST} characters`);
  return plain;
}

function notTaken(why: string): CallerMistake {
  return new CallerMistake("INVALID_ARGUMENT", `\`text\` does not take what was sent: ${why}.`);
}
