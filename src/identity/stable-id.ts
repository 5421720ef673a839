import type { CustomerId } from "../domain/customer-id.js";
import type { SourceName } from "../domain/source.js";
import { KeyedHash } from "./features/keyed-hash.js";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 26;
let ready: { readonly secret: string; readonly hash: KeyedHash } | null = null;

/**
 * Our own id of a customer, derived with a secret from the first record that we knew him by. So whoever is
 * found the same way gets the same id on every node and after a rebuild, and nobody without the secret can compute it.
 */
export function stableId(secret: string, source: SourceName, recordId: string): CustomerId {
  // A process has one secret: its hash is made ready once.
  if (ready?.secret !== secret) ready = { secret, hash: new KeyedHash(secret) };
  const digest = ready.hash.digest(`${source}\n${recordId}`, "bytes");
  let id = "";
  for (let index = 0; index < LENGTH; index += 1) id += ALPHABET.charAt(fiveBits(digest, index));
  return id as CustomerId;
}

function fiveBits(bytes: Buffer, index: number): number {
  const bit = index * 5;
  const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
  return (pair >> (11 - (bit & 7))) & 31;
}
