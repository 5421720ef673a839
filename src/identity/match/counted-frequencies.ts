import type { Feature } from "../features/features.js";
import type { Fingerprint } from "../features/fingerprint.js";
import type { Frequencies } from "./match-model.js";

/** The features whose agreement weighs by how common the value is. */
export const COUNTED: readonly Feature[] = [
  "NAME",
  "SIMPLIFIED_NAME",
  "NAME_SOUND",
  "GIVEN_NAME",
  "SURNAME",
  "LOCALITY",
];

/** Of few records nothing can be concluded about rarity: so many of nobody's are counted beside them. */
const BESIDE = 1_000;

/** How common names and places are among the records that have been counted. */
export class CountedFrequencies implements Frequencies {
  readonly #counts: Map<string, number>;
  #records: number;

  constructor(counts: Iterable<readonly [string, number]> = [], records = 0) {
    this.#counts = new Map(counts);
    this.#records = records;
  }

  count(print: Fingerprint): void {
    this.#records += 1;
    const tokens = new Set(COUNTED.flatMap((feature) => print.all(feature)));
    for (const token of tokens) this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
  }

  share(token: string): number {
    return ((this.#counts.get(token) ?? 0) + 1) / (this.#records + BESIDE);
  }
}
