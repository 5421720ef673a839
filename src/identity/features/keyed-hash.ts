import { createHash, hash } from "node:crypto";

/**
 * HMAC-SHA-256 (RFC 2104) of short texts, in a third of the time that Node's own takes to set one up: an index is made of
 * tens of millions of them. Made of two plain hashes and held to Node's own by a test.
 */
export class KeyedHash {
  #inner: Buffer;
  readonly #outer = Buffer.alloc(BLOCK + SUM);

  constructor(secret: string | Buffer) {
    const given = Buffer.from(secret as string);
    const key = given.length > BLOCK ? createHash("sha256").update(given).digest() : given;
    this.#inner = Buffer.alloc(BLOCK + ROOM);
    for (let at = 0; at < BLOCK; at += 1) {
      const byte = key[at] ?? 0;
      this.#inner[at] = byte ^ 0x36;
      this.#outer[at] = byte ^ 0x5c;
    }
  }

  /** In base64, or as bytes. */
  digest(text: string): string;
  digest(text: string, as: "bytes"): Buffer;
  digest(text: string, as?: "bytes"): string | Buffer {
    // No character takes more than three bytes.
    if (text.length * 3 > this.#inner.length - BLOCK) {
      this.#inner = Buffer.concat([this.#inner.subarray(0, BLOCK)], BLOCK + text.length * 3);
    }
    const length = this.#inner.write(text, BLOCK, "utf8");
    const sum = hash("sha256", this.#inner.subarray(0, BLOCK + length), "latin1");
    this.#outer.write(sum, BLOCK, "latin1");
    return as === "bytes" ? hash("sha256", this.#outer, "buffer") : hash("sha256", this.#outer, "base64");
  }
}

/** Bytes of a block and of a sum of SHA-256. */
const BLOCK = 64;
const SUM = 32;
/** Most texts are shorter than this. */
const ROOM = 1_024;
