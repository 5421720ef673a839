import type { Hash } from "./chain.js";
import { merkleRoot } from "./merkle.js";
import { NO_SEAL, SEAL_FORMAT, signedHash, signRecord, type Seal, type SealedRange, type Signed } from "./seal.js";
import type { SigningKey } from "./signing-key.js";

/** The events of one writer that are to be sealed next: their hashes, and the one before. */
export interface UnsealedRun {
  readonly writer: string;
  readonly period: string;
  readonly first: number;
  readonly before: Hash;
  readonly hashes: readonly Hash[];
}

/** Closes over the runs of one period. `previous` is the seal before, or null for the first. */
export function makeSeal(
  runs: readonly UnsealedRun[],
  { previous, sealedAt, key }: { readonly previous: Seal | null; readonly sealedAt: number; readonly key: SigningKey },
): Signed<Seal> {
  const ordered = [...runs].sort((left, right) => (left.writer < right.writer ? -1 : 1));
  const leaves = ordered.flatMap(({ hashes }) => hashes);
  const record: Seal = {
    format: SEAL_FORMAT,
    number: (previous?.number ?? 0) + 1,
    period: ordered[0]?.period ?? "",
    sealedAt,
    ranges: ordered.map(toRange),
    count: leaves.length,
    root: merkleRoot(leaves),
    previous: previous === null ? NO_SEAL : signedHash(previous),
    keyId: key.keyId,
  };
  return signRecord(record, key);
}

function toRange({ writer, first, before, hashes }: UnsealedRun): SealedRange {
  return { writer, first, last: first + hashes.length - 1, before, head: hashes.at(-1) ?? before };
}
