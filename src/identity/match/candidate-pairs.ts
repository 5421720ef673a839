import { blockingKeys } from "./blocking-keys.js";
import type { PartitionNode } from "./partition.js";

/**
 * More records than this under one key are not compared by it: a number that hundreds share, such as a branch's own
 * telephone entered for want of another, says nothing of who they are.
 */
export const LARGEST_BLOCK = 200;

/** Every pair of records that share a blocking key, once; `oversized` keys are known to stand for more than these. */
export function candidatePairs<N extends PartitionNode>(
  nodes: readonly N[],
  oversized: ReadonlySet<string> = new Set(),
): (readonly [N, N])[] {
  const blocks = new Map<string, number[]>();
  for (const [index, { print }] of nodes.entries()) {
    for (const key of blockingKeys(print)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      else block.push(index);
    }
  }
  const seen = new Set<number>();
  const pairs: (readonly [N, N])[] = [];
  for (const [key, block] of blocks) {
    if (block.length > LARGEST_BLOCK || oversized.has(key)) continue;
    for (const [at, left] of block.entries()) {
      for (const right of block.slice(at + 1)) {
        const id = left * nodes.length + right;
        if (seen.has(id)) continue;
        seen.add(id);
        const [one, other] = [nodes[left], nodes[right]];
        if (one !== undefined && other !== undefined) pairs.push([one, other]);
      }
    }
  }
  return pairs;
}
