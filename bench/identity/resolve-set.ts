import { Fingerprint } from "../../src/identity/features/fingerprint.js";
import { FingerprintMaker } from "../../src/identity/features/fingerprint-maker.js";
import { TokenKey } from "../../src/identity/features/token-key.js";
import { candidatePairs } from "../../src/identity/match/candidate-pairs.js";
import { CountedFrequencies } from "../../src/identity/match/counted-frequencies.js";
import { DEFAULT_MODEL, type MatchModel } from "../../src/identity/match/match-model.js";
import { PairJudge } from "../../src/identity/match/pair-judge.js";
import { partitionComponents } from "../../src/identity/match/partition-components.js";
import type { LabelledRecord, PublicSet } from "./public-sets.js";

export interface Figures {
  readonly precision: number;
  readonly recall: number;
  /** Pairs linked, and pairs that wait for a steward. */
  readonly linked: number;
  readonly queued: number;
}

/**
 * Runs a public set through the product's own matching, under one configuration for all of them: the default, with the
 * set's own size as the population, which is known without any label.
 */
export function resolveSet(set: PublicSet): Figures {
  const model: MatchModel = { ...DEFAULT_MODEL, population: set.records.length };
  const key = new TokenKey("1", "a key of the benchmark, and of nothing else");
  const maker = new FingerprintMaker(key);
  const frequencies = new CountedFrequencies();
  const nodes = set.records.map((record) => {
    const print = Fingerprint.decode(maker.make(record.traits), key);
    frequencies.count(print);
    return { key: record.id, print, record };
  });
  const judge = new PairJudge(model, frequencies);
  const { groups, doubts } = partitionComponents(nodes, candidatePairs(nodes), judge, { of: () => null });
  return figuresOf(
    set,
    groups.map(({ members }) => members.map(({ record }) => record)),
    doubts.length,
  );
}

/** Pairwise figures of any grouping of a set's records. */
export function figuresOf(set: PublicSet, groups: readonly (readonly LabelledRecord[])[], queued: number): Figures {
  const pairs = (records: readonly LabelledRecord[]): number => {
    if (!set.acrossSides) return (records.length * (records.length - 1)) / 2;
    const left = records.filter(({ side }) => side === "a").length;
    return left * (records.length - left);
  };
  const total = (lists: Iterable<readonly LabelledRecord[]>): number =>
    [...lists].reduce((sum, records) => sum + pairs(records), 0);
  const linked = total(groups);
  const right = groups.reduce((sum, group) => sum + total(Map.groupBy(group, ({ entity }) => entity).values()), 0);
  const truth = total(Map.groupBy(set.records, ({ entity }) => entity).values());
  return { precision: linked === 0 ? 1 : right / linked, recall: right / truth, linked, queued };
}
