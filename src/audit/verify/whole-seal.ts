import { merkleRoot } from "../proof/merkle.js";
import type { Hash } from "../proof/chain.js";
import type { Seal } from "../proof/seal.js";
import type { AuditReads } from "../store/audit-store.js";

/** When the first and the last of a seal's events were, by their own clocks. */
export interface WholeSeal {
  readonly earliest: number;
  readonly latest: number;
}

/** Whether a seal's events are all there, each leading to the next, up to the root that was signed. Null where anything is amiss. */
export async function wholeSeal(reads: AuditReads, seal: Seal): Promise<WholeSeal | null> {
  const leaves: Hash[] = [];
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const range of seal.ranges) {
    const run = await reads.wholeRun(range);
    if (run === null) return null;
    for (const hash of run.hashes) leaves.push(hash);
    earliest = Math.min(earliest, run.earliest);
    latest = Math.max(latest, run.latest);
  }
  if (leaves.length === 0 || leaves.length !== seal.count || merkleRoot(leaves) !== seal.root) return null;
  return { earliest, latest };
}
