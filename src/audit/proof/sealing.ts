import type { SealablePart } from "../seal/sealable.js";
import { NO_SEAL, SEAL_FORMAT, signedHash, signRecord, type Seal, type Signed } from "./seal.js";
import type { SigningKey } from "./signing-key.js";

/** Closes over one part. `previous` is the seal before, or null for the first. */
export function makeSeal(
  { period, ranges, count, root }: SealablePart,
  { previous, sealedAt, key }: { readonly previous: Seal | null; readonly sealedAt: number; readonly key: SigningKey },
): Signed<Seal> {
  const record: Seal = {
    format: SEAL_FORMAT,
    number: (previous?.number ?? 0) + 1,
    period,
    sealedAt,
    ranges,
    count,
    root,
    previous: previous === null ? NO_SEAL : signedHash(previous),
    keyId: key.keyId,
  };
  return signRecord(record, key);
}
