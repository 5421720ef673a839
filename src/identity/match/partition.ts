import type { Fingerprint } from "../features/fingerprint.js";
import type { MatchDecision } from "./match.rule.js";
import type { PairJudge, PairVerdict } from "./pair-judge.js";

/** A record to be put together with others. `key` is its place in the one order in which records are taken. */
export interface PartitionNode {
  readonly key: string;
  readonly print: Fingerprint;
}

export type StewardVerdict = "POSITIVE" | "NEGATIVE" | "UNSURE";

/** What stewards have decided of pairs of records. */
export interface StewardVerdicts<N> {
  of(left: N, right: N): StewardVerdict | null;
}

export interface PartitionGroup<N> {
  /** In order; the first is the one by which the customer has been known first. */
  readonly members: readonly N[];
  /** Why each member but the first belongs, by its key. */
  readonly why: ReadonlyMap<string, MatchDecision>;
}

export interface Doubt<N> {
  readonly left: N;
  readonly right: N;
  readonly why: MatchDecision;
}

export interface Partition<N> {
  readonly groups: readonly PartitionGroup<N>[];
  /** Pairs that may be one customer and have not been put together: for a steward to look at. */
  readonly doubts: readonly Doubt<N>[];
}

interface Edge<N> {
  readonly left: N;
  readonly right: N;
  readonly why: MatchDecision;
  readonly bits: number;
}

/**
 * Puts records together. The strongest pairs come first, and two groups become one only if no member of the one speaks
 * against a member of the other; a score alone joins them only if they fit each other on the whole, so that one weak
 * link makes nobody of two. The result depends on the records and the verdicts, never on the order in which they came.
 */
export function partitionOf<N extends PartitionNode>(
  nodes: readonly N[],
  pairs: Iterable<readonly [N, N]>,
  judge: PairJudge,
  stewards: StewardVerdicts<N>,
): Partition<N> {
  const ordered = [...nodes].sort(byKey);
  const verdicts = new Verdicts(judge, stewards);
  const edges: Edge<N>[] = [];
  const doubts: Doubt<N>[] = [];
  for (const pair of pairs) {
    const [left, right] = pair[0].key < pair[1].key ? pair : [pair[1], pair[0]];
    const { decision, bits } = verdicts.of(left, right);
    if (decision?.decision === "POSITIVE") edges.push({ left, right, why: decision, bits });
    else if (decision !== null) doubts.push({ left, right, why: decision });
  }
  const group = new Map<string, N[]>(ordered.map((node) => [node.key, [node]]));
  for (const { left, right, why } of edges.sort(strongestFirst)) {
    const [mine, theirs] = [group.get(left.key) ?? [], group.get(right.key) ?? []];
    if (mine === theirs) continue;
    const obstacle = verdicts.obstacle(mine, theirs, why);
    if (obstacle !== null) {
      doubts.push({ left, right, why: { ...why, decision: "UNSURE", against: [...why.against, obstacle] } });
      continue;
    }
    const joined = [...mine, ...theirs];
    for (const { key } of joined) group.set(key, joined);
  }
  return {
    groups: [...new Set(group.values())].map((members) => explained(members, edges)),
    // Who has come together by way of others is in doubt no longer.
    doubts: doubts.filter(({ left, right }) => group.get(left.key) !== group.get(right.key)),
  };
}

class Verdicts<N extends PartitionNode> {
  readonly #known = new Map<string, PairVerdict>();

  constructor(
    private readonly judge: PairJudge,
    private readonly stewards: StewardVerdicts<N>,
  ) {}

  of(left: N, right: N): PairVerdict {
    const pair = left.key < right.key ? `${left.key}\n${right.key}` : `${right.key}\n${left.key}`;
    let verdict = this.#known.get(pair);
    if (verdict === undefined) {
      verdict = this.#judged(left, right);
      this.#known.set(pair, verdict);
    }
    return verdict;
  }

  /** A steward's word goes before every rule. */
  #judged(left: N, right: N): PairVerdict {
    const word = this.stewards.of(left, right);
    if (word === null) return this.judge.judge(left.print, right.print);
    if (word === "NEGATIVE") return { decision: null, contradiction: "STEWARD", bits: -STEWARD_BITS };
    const said = { rule: "STEWARD", score: null, matchedOn: [], against: [] } as const;
    if (word === "POSITIVE")
      return { decision: { decision: "POSITIVE", ...said }, contradiction: null, bits: STEWARD_BITS };
    return { decision: { decision: "UNSURE", ...said }, contradiction: null, bits: 0 };
  }

  /** What keeps two groups apart, or null. */
  obstacle(mine: readonly N[], theirs: readonly N[], why: MatchDecision): string | null {
    let total = 0;
    let pairs = 0;
    for (const left of mine) {
      for (const right of theirs) {
        const { decision, contradiction, bits } = this.of(left, right);
        if (contradiction !== null) return contradiction;
        if (decision?.decision === "UNSURE" && decision.rule !== "P") return decision.against[0] ?? decision.rule;
        total += bits;
        pairs += 1;
      }
    }
    return why.rule === "P" && total / pairs < 0 ? "OTHER_RECORDS" : null;
  }
}

const STEWARD_BITS = 40;

function byKey(left: PartitionNode, right: PartitionNode): number {
  return left.key < right.key ? -1 : 1;
}

function strongestFirst(left: Edge<PartitionNode>, right: Edge<PartitionNode>): number {
  return (
    right.bits - left.bits ||
    compare(left.why.rule, right.why.rule) ||
    compare(left.left.key, right.left.key) ||
    compare(left.right.key, right.right.key)
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Each member's reason is the strongest pair that it is one of; the first member needs none. */
function explained<N extends PartitionNode>(members: readonly N[], edges: readonly Edge<N>[]): PartitionGroup<N> {
  const ordered = [...members].sort(byKey);
  const own = new Set(ordered.map(({ key }) => key));
  const why = new Map<string, MatchDecision>();
  const [first] = ordered;
  for (const edge of edges) {
    if (!own.has(edge.left.key) || !own.has(edge.right.key)) continue;
    for (const { key } of [edge.left, edge.right]) {
      if (key !== first?.key && !why.has(key)) why.set(key, edge.why);
    }
  }
  return { members: ordered, why };
}
