import { unseal } from "../domain/unseal.js";
import type { Sealed } from "../domain/sealed.js";
import { nameForms } from "./features/name-forms.js";

/**
 * How well a name fits the letters that somebody has asked for, the best lowest: the name itself, one that begins with
 * them, one that has them. Traditional characters count as their simplified ones.
 */
export function nameRank(name: Sealed<string>, text: string): number {
  const [own, asked] = [nameForms(unseal(name)).simplified, nameForms(text).simplified];
  if (own === asked) return 0;
  return own.startsWith(asked) ? 1 : 2;
}
