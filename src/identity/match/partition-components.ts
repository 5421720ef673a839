import type { PairJudge } from "./pair-judge.js";
import { partitionOf, type Partition, type PartitionNode, type StewardVerdicts } from "./partition.js";

/** `partitionOf` for many records at once: they fall apart into components that no pair joins, each taken alone. */
export function partitionComponents<N extends PartitionNode>(
  nodes: readonly N[],
  pairs: readonly (readonly [N, N])[],
  judge: PairJudge,
  stewards: StewardVerdicts<N>,
): Partition<N> {
  const parent = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    for (let at = key; at !== root;) {
      const next = parent.get(at) ?? root;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  for (const [left, right] of pairs) {
    const [one, other] = [rootOf(left.key), rootOf(right.key)];
    if (one !== other) parent.set(other, one);
  }
  const members = Map.groupBy(nodes, ({ key }) => rootOf(key));
  const ties = Map.groupBy(pairs, ([{ key }]) => rootOf(key));
  const parts = [...members].map(([root, own]) => partitionOf(own, ties.get(root) ?? [], judge, stewards));
  return { groups: parts.flatMap(({ groups }) => groups), doubts: parts.flatMap(({ doubts }) => doubts) };
}
