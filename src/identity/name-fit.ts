import { unseal } from "../domain/unseal.js";
import type { Sealed } from "../domain/sealed.js";
import { nameForms } from "./features/name-forms.js";

/** What the letters are, at the least, of a name that begins with them, and of one that has them further on. */
const LEAST = { beginning: 0.6, within: 0.2 };
/** So much a name can gain that hardly goes on beyond the letters; never as much as the next better kind of fit. */
const BY_LENGTH = 0.39;

/**
 * How well a name fits the letters that somebody has asked for, from 0 to 1: the name itself is 1; then come names that
 * begin with the letters, then those that have them, in each the shorter first, for less of it is left open. Traditional
 * characters count as their simplified ones.
 */
export function nameFit(name: Sealed<string>, text: string): number {
  const [own, asked] = [nameForms(unseal(name)).simplified, nameForms(text).simplified];
  if (own === asked) return 1;
  const share = Math.min(asked.length / own.length, 1);
  const least = own.startsWith(asked) ? LEAST.beginning : LEAST.within;
  return Math.round((least + BY_LENGTH * share) * 100) / 100;
}
