import { hash } from "node:crypto";
import type { Hash } from "./chain.js";

const NODE = 0x01;
const pair = Buffer.alloc(65);
pair[0] = NODE;

/** RFC 6962: an inner node can never be taken for a leaf, for they start with different bytes. */
function nodeHash(left: Hash, right: Hash): Hash {
  const written = pair.write(left, 1, "hex") + pair.write(right, 33, "hex");
  if (written !== 64) throw new RangeError("not a SHA-256");
  return hash("sha256", pair, "hex");
}

/** The root of the tree over these leaf hashes, as RFC 6962 builds it. There is no tree over nothing. */
export function merkleRoot(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) throw new RangeError("a tree needs a leaf");
  // Pairing level by level, with an odd last node moved up as it is, gives RFC 6962's tree.
  let level = leaves;
  while (level.length > 1) {
    const above: Hash[] = [];
    for (let at = 0; at + 1 < level.length; at += 2) above.push(nodeHash(level[at] as Hash, level[at + 1] as Hash));
    if (level.length % 2 === 1) above.push(level.at(-1) as Hash);
    level = above;
  }
  return level[0] as Hash;
}

/** The hashes beside the way from one leaf up to the root, lowest first. */
export function inclusionPath(leaves: readonly Hash[], index: number): Hash[] {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError("there is no such leaf");
  const path: Hash[] = [];
  let level = leaves;
  let at = index;
  while (level.length > 1) {
    const beside = level[at ^ 1];
    if (beside !== undefined) path.push(beside);
    const above: Hash[] = [];
    for (let each = 0; each < level.length; each += 2) {
      const right = level[each + 1];
      above.push(right === undefined ? (level[each] as Hash) : nodeHash(level[each] as Hash, right));
    }
    level = above;
    at >>= 1;
  }
  return path;
}

/** The root that a leaf and its path lead to; null when the path does not fit a tree of this size. */
export function rootOfPath(leaf: Hash, index: number, size: number, path: readonly Hash[]): Hash | null {
  if (!(index >= 0 && index < size)) return null;
  let node = leaf;
  let at = index;
  let last = size - 1;
  let used = 0;
  while (last > 0) {
    if (at % 2 === 1 || at < last) {
      const beside = path[used++];
      if (beside === undefined) return null;
      node = at % 2 === 1 ? nodeHash(beside, node) : nodeHash(node, beside);
    }
    at >>= 1;
    last >>= 1;
  }
  return used === path.length ? node : null;
}
