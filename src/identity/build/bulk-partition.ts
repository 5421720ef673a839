import type { SourceName } from "../../domain/source.js";
import { anchorKey } from "../anchor-order.js";
import type { Fingerprint } from "../features/fingerprint.js";
import { blockingKeys } from "../match/blocking-keys.js";
import { LARGEST_BLOCK } from "../match/candidate-pairs.js";
import type { Frequencies, MatchModel } from "../match/match-model.js";
import type { MatchDecision } from "../match/match.rule.js";
import { PairJudge } from "../match/pair-judge.js";
import { partitionOf } from "../match/partition.js";
import { Blocks, hashOf } from "./blocks.js";
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

const NONE: ReadonlyMap<string, MatchDecision> = new Map();

/** The partition of a whole index: what `Settlement` finds record by record, found by going through all of them once. */
export class BulkPartition {
  readonly #judge: PairJudge;
  readonly #parent: Int32Array;
  /** Pairs that belong together, and pairs in doubt; place after place. */
  readonly #edges: number[] = [];
  readonly #doubts: number[] = [];

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
    const pairs = new PairList();
    for (const { hash, records } of blocks.shared()) this.#pairUp(hash, records, pairs);
    this.#judgePairs(pairs);
  }

  *components(): Generator<BulkComponent> {
    const { size } = this.records;
    const members = new Map<number, number[]>();
    for (let place = 0; place < size; place += 1) {
      const root = this.#rootOf(place);
      if (root === place) continue;
      const own = members.get(root);
      if (own === undefined) members.set(root, [root, place]);
      else own.push(place);
    }
    const pairs = new Map<number, (readonly [number, number])[]>();
    const across: (readonly [number, number])[] = [];
    for (const [list, isEdge] of [
      [this.#edges, true],
      [this.#doubts, false],
    ] as const) {
      for (let at = 0; at < list.length; at += 2) {
        const pair = [list[at] ?? 0, list[at + 1] ?? 0] as const;
        const root = this.#rootOf(pair[0]);
        if (!isEdge && root !== this.#rootOf(pair[1])) across.push(pair);
        else if (pairs.has(root)) pairs.get(root)?.push(pair);
        else pairs.set(root, [pair]);
      }
    }
    for (let place = 0; place < size; place += 1) {
      if (this.#rootOf(place) !== place) continue;
      const own = members.get(place);
      if (own === undefined) yield { groups: [{ places: [place], why: NONE }], doubts: [], done: place };
      else yield this.#component(own, pairs.get(place) ?? [], place);
    }
    yield { groups: [], doubts: across.flatMap((pair) => this.#doubtOf(pair)), done: size };
  }

  #component(places: readonly number[], pairs: readonly (readonly [number, number])[], done: number): BulkComponent {
    const nodes = new Map(places.map((place) => [place, this.#node(place)]));
    const joined = pairs.flatMap(([one, other]) => {
      const [left, right] = [nodes.get(one), nodes.get(other)];
      return left === undefined || right === undefined ? [] : [[left, right] as const];
    });
    const { groups, doubts } = partitionOf([...nodes.values()], joined, this.#judge, { of: () => null });
    return {
      groups: groups.map(({ members, why }) => ({ places: members.map(({ place }) => place), why })),
      doubts: doubts.map(({ left, right, why }) => this.#numbered(left.place, right.place, why)),
      done,
    };
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
      if (decision.decision === "POSITIVE") {
        this.#edges.push(one, other);
        this.#unite(one, other);
      } else this.#doubts.push(one, other);
    }
  }

  #node(place: number) {
    const print = this.records.print(place);
    if (print === null) throw new Error("what has been compared has a fingerprint");
    const source = (this.records.sources[place] ?? "") as SourceName;
    return { place, print, key: anchorKey({ source, recordId: this.records.recordIds[place] ?? "" }) };
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
