import { hash } from "node:crypto";

/** A SHA-256 in lower-case hexadecimal. */
export type Hash = string;

const LEAF = 0x00;
const HASH_BYTES = 32;
const GENESIS = "customer-graph audit writer\n";

/** What the first event of a writer follows: no two writers begin alike. */
export function genesisHash(writer: string): Hash {
  return hash("sha256", GENESIS + writer, "hex");
}

let buffer = Buffer.alloc(64 * 1024);

/**
 * The hash of an event: SHA-256(0x00 ‖ hash of the event before ‖ canonical text). It is the link of the writer's chain
 * and, being RFC 6962's leaf hash of (hash before ‖ text), the leaf of the sealed tree as well: one hash serves both.
 */
export function eventHash(previous: Hash, canonical: string): Hash {
  // Texts of more than a third of the buffer could fill it, three bytes to a character.
  const needed = 1 + HASH_BYTES + canonical.length * 3;
  if (needed > buffer.length) buffer = Buffer.alloc(needed);
  buffer[0] = LEAF;
  // What is no hash would leave bytes of the event before in its place.
  if (buffer.write(previous, 1, "hex") !== HASH_BYTES) throw new RangeError("not a SHA-256");
  const length = buffer.write(canonical, 1 + HASH_BYTES, "utf8");
  return hash("sha256", buffer.subarray(0, 1 + HASH_BYTES + length), "hex");
}
