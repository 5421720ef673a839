import { anchorKey } from "../anchor-order.js";
import type { Fingerprint } from "../features/fingerprint.js";
import { blockingKeys } from "../match/blocking-keys.js";
import { LARGEST_BLOCK } from "../match/candidate-pairs.js";
import type { Frequencies, MatchModel } from "../match/match-model.js";
import type { MatchDecision } from "../match/match.rule.js";
import { PairJudge } from "../match/pair-judge.js";
import { partitionOf } from "../match/partition.js";
import { Blocks, hashOf } from "./blocks.js";
import { Grouping } from "./grouping.js";
import { PairList } from "./pair-list.js";
import type { StatedRecords } from "./stated-records.js";

/** Records of one customer, by their places. */
export interface BulkGroup {
  readonly places: readonly number[];
  readonly why: ReadonlyMap<string, MatchDecision>;
}

export interface BulkComponent {
  readonly groups: readonly BulkGroup[];
  /** By record numbers. */
  readonly doubts: readonly { readonly low: number; readonly high: number; readonly why: MatchDecision }[];
  /** Records gone through so far. */
  readonly done: number;
}

interface BulkNode {
  readonly place: number;
  readonly print: Fingerprint;
  readonly key: string;
}

const NONE: ReadonlyMap<string, MatchDecision> = new Map();

/** The partition of a whole index: what `Settlement` finds record by record, found by going through all of them once. */
export class BulkPartition {
  readonly #judge: PairJudge;
  readonly #parent: Int32Array;
  /** Pairs that belong together, and pairs in doubt; place after place. */
  readonly #pairs: number[] = [];

  constructor(
    private readonly records: StatedRecords,
    parts: { readonly model: MatchModel; readonly frequencies: Frequencies },
  ) {
    this.#judge = new PairJudge(parts.model, parts.frequencies);
    this.#parent = Int32Array.from({ length: records.size }, (_, place) => place);
  }

  compare(): void {
    const { size } = this.records;
    const blocks = new Blocks();
    for (let place = 0; place < size; place += 1) {
      const print = this.records.print(place);
      for (const key of print === null ? [] : blockingKeys(print)) blocks.add(key, place);
    }
    this.#judgePairs(this.#pairsOf(blocks));
  }

  #pairsOf(blocks: Blocks): PairList {
    const pairs = new PairList();
    for (const { hash, records } of blocks.shared()) this.#pairUp(hash, records, pairs);
    return pairs;
  }

  *components(): Generator<BulkComponent> {
    const { size } = this.records;
    const members = new Grouping(size, size, (place) => this.#rootOf(place));
    // Behind the last group: pairs in doubt whose records are in two.
    const pairs = new Grouping(this.#pairs.length / 2, size + 1, (pair) => {
      const [one, other] = this.#pairAt(pair).map((place) => this.#rootOf(place));
      return one === undefined || one !== other ? size : one;
    });
    for (let place = 0; place < size; place += 1) {
      const own = members.of(place);
      if (own.length === 1) yield { groups: [{ places: [own[0] ?? place], why: NONE }], doubts: [], done: place };
      else if (own.length > 1) yield this.#component(own, pairs.of(place), place);
    }
    for (const pair of pairs.of(size)) yield { groups: [], doubts: this.#doubtOf(this.#pairAt(pair)), done: size };
  }

  #component(places: Iterable<number>, pairs: Int32Array, done: number): BulkComponent {
    const nodes = new Map(Array.from(places, (place) => [place, this.#node(place)]));
    const joined = Array.from(pairs, (pair) => {
      const [one, other] = this.#pairAt(pair);
      return [nodes.get(one) ?? this.#node(one), nodes.get(other) ?? this.#node(other)] as const;
    });
    const [only] = joined;
    if (nodes.size === 2 && joined.length === 1 && only !== undefined) return this.#couple(only, done);
    const { groups, doubts } = partitionOf([...nodes.values()], joined, this.#judge, { of: () => null });
    return {
      groups: groups.map(({ members, why }) => ({ places: members.map(({ place }) => place), why })),
      doubts: doubts.map(({ left, right, why }) => this.#numbered(left.place, right.place, why)),
      done,
    };
  }

  /** What most are: two records that belong together, and nobody who could be in the way. */
  #couple([one, other]: readonly [BulkNode, BulkNode], done: number): BulkComponent {
    const { decision } = this.#judge.judge(one.print, other.print);
    const [first, second] = one.key < other.key ? [one, other] : [other, one];
    const why = decision === null ? NONE : new Map([[second.key, decision]]);
    return { groups: [{ places: [first.place, second.place], why }], doubts: [], done };
  }

  #pairAt(pair: number): readonly [number, number] {
    return [this.#pairs[pair * 2] ?? 0, this.#pairs[pair * 2 + 1] ?? 0];
  }

  #pairUp(hash: number, places: readonly number[], pairs: PairList): void {
    if (places.length <= LARGEST_BLOCK) {
      addPairs(places, pairs);
      return;
    }
    // Many records: perhaps one key that hundreds share, perhaps several keys of one hash.
    const keyed = places.flatMap((place) => {
      const print = this.records.print(place);
      const keys = print === null ? [] : blockingKeys(print);
      return keys.filter((key) => hashOf(key) === hash).map((key) => ({ key, place }));
    });
    for (const block of Map.groupBy(keyed, ({ key }) => key).values()) {
      if (block.length <= LARGEST_BLOCK)
        addPairs(
          block.map(({ place }) => place),
          pairs,
        );
    }
  }

  #judgePairs(pairs: PairList): void {
    let [place, print]: [number, Fingerprint | null] = [-1, null];
    for (const [one, other] of pairs.distinct()) {
      if (one !== place) [place, print] = [one, this.records.print(one)];
      const facing = this.records.print(other);
      const decision = print === null || facing === null ? null : this.#judge.judge(print, facing).decision;
      if (decision === null) continue;
      this.#pairs.push(one, other);
      if (decision.decision === "POSITIVE") this.#unite(one, other);
    }
  }

  #node(place: number): BulkNode {
    const print = this.records.print(place);
    if (print === null) throw new Error("what has been compared has a fingerprint");
    return { place, print, key: anchorKey(this.records.keyOf(place)) };
  }

  #doubtOf([one, other]: readonly [number, number]): BulkComponent["doubts"] {
    const { decision } = this.#judge.judge(this.#node(one).print, this.#node(other).print);
    return decision === null ? [] : [this.#numbered(one, other, decision)];
  }

  #numbered(one: number, other: number, why: MatchDecision) {
    const [left, right] = [this.records.numbers[one] ?? 0, this.records.numbers[other] ?? 0];
    return { low: Math.min(left, right), high: Math.max(left, right), why };
  }

  #rootOf(place: number): number {
    let root = place;
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root;
    for (let at = place; at !== root;) {
      const next = this.#parent[at] ?? root;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }

  #unite(one: number, other: number): void {
    const [left, right] = [this.#rootOf(one), this.#rootOf(other)];
    if (left !== right) this.#parent[Math.max(left, right)] = Math.min(left, right);
  }
}

function addPairs(places: readonly number[], pairs: PairList): void {
  for (const [at, one] of places.entries()) {
    for (let next = at + 1; next < places.length; next += 1) pairs.add(one, places[next] ?? one);
  }
}
