/** How often a level of agreement is seen: `m` among records of one customer, `u` among those of two. */
export interface LevelWeight {
  readonly m: number;
  /** Null: the share of the population that carries the value, so that a rare name says more than a common one. */
  readonly u: number | null;
}

export const COMPARISONS = {
  NAME: ["EXACT", "VARIANT", "SOUND", "DIFFERENT"],
  NAME_WORD: ["EXACT", "CLOSE", "NEAR", "DIFFERENT"],
  BIRTH_DATE: ["EXACT", "SLIP", "NEAR", "DIFFERENT"],
  DOCUMENT: ["EXACT", "DIFFERENT"],
  MOBILE: ["EXACT", "DIFFERENT"],
  EMAIL: ["EXACT", "CLOSE", "DIFFERENT"],
  STREET: ["EXACT", "CLOSE", "DIFFERENT"],
  LOCALITY: ["EXACT", "CLOSE", "DIFFERENT"],
  POSTCODE: ["EXACT", "DIFFERENT"],
} as const;

export type Comparison = keyof typeof COMPARISONS;
export type Level<C extends Comparison> = (typeof COMPARISONS)[C][number];
type Weights = { readonly [C in Comparison]: Readonly<Record<Level<C>, LevelWeight>> };

/** The Fellegi–Sunter model: who is one customer where no number says so. Fixed weights, part of the configuration. */
export interface MatchModel {
  /** Two records drawn by chance are one customer's once in so many. */
  readonly population: number;
  /** From this probability on two records are linked by the rule; from `review` on they wait for a steward. */
  readonly link: number;
  readonly review: number;
  readonly weights: Weights;
}

/** One generic model for every source: weights from common experience with bank records, not from any labelled set. */
export const DEFAULT_MODEL: MatchModel = {
  population: 10_000_000,
  link: 0.99,
  review: 0.5,
  weights: {
    NAME: {
      EXACT: { m: 0.9, u: null },
      VARIANT: { m: 0.04, u: null },
      SOUND: { m: 0.04, u: null },
      DIFFERENT: { m: 0.02, u: 1 },
    },
    NAME_WORD: {
      EXACT: { m: 0.75, u: null },
      CLOSE: { m: 0.12, u: 0.004 },
      NEAR: { m: 0.05, u: 0.02 },
      DIFFERENT: { m: 0.08, u: 0.97 },
    },
    BIRTH_DATE: {
      EXACT: { m: 0.8, u: 1 / 20_000 },
      SLIP: { m: 0.1, u: 0.006 },
      NEAR: { m: 0.05, u: 0.02 },
      DIFFERENT: { m: 0.05, u: 0.97 },
    },
    DOCUMENT: { EXACT: { m: 0.9, u: 1 / 10_000_000 }, DIFFERENT: { m: 0.1, u: 1 } },
    MOBILE: { EXACT: { m: 0.6, u: 1 / 1_000_000 }, DIFFERENT: { m: 0.4, u: 1 } },
    EMAIL: { EXACT: { m: 0.7, u: 1 / 1_000_000 }, CLOSE: { m: 0.2, u: 1 / 50_000 }, DIFFERENT: { m: 0.1, u: 1 } },
    STREET: { EXACT: { m: 0.65, u: 1 / 10_000 }, CLOSE: { m: 0.2, u: 1 / 500 }, DIFFERENT: { m: 0.15, u: 0.99 } },
    LOCALITY: { EXACT: { m: 0.75, u: null }, CLOSE: { m: 0.1, u: 0.01 }, DIFFERENT: { m: 0.15, u: 0.9 } },
    POSTCODE: { EXACT: { m: 0.85, u: 1 / 500 }, DIFFERENT: { m: 0.15, u: 1 } },
  },
};

/** How common a value is: its share of all records, from the index's own counts. */
export interface Frequencies {
  share(token: string): number;
}

/** What a configuration says of the model; what it leaves out is as in the default. */
export interface MatchSettings {
  readonly population: number;
  readonly link: number;
  readonly review: number;
  readonly weights: Readonly<Record<string, Readonly<Record<string, LevelWeight>>>>;
}

/** Throws RangeError when a weight is given for a comparison or level that does not exist. */
export function modelOf({ weights, ...rest }: MatchSettings): MatchModel {
  const merged: Record<string, Record<string, LevelWeight>> = structuredClone(DEFAULT_MODEL.weights);
  for (const [comparison, levels] of Object.entries(weights)) {
    for (const [level, weight] of Object.entries(levels)) {
      const known = merged[comparison];
      if (known?.[level] === undefined) {
        throw new RangeError(`identity.matching.weights: there is no ${comparison}.${level}`);
      }
      known[level] = weight;
    }
  }
  return { ...rest, weights: merged as unknown as MatchModel["weights"] };
}
