import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { KeyedHash } from "./keyed-hash.js";

/** Sixteen characters of base64: 96 bits of a keyed hash, so that two values never share one by chance. */
export const TOKEN_LENGTH = 16;

/**
 * One key of the index. Values leave it as keyed hashes or sealed: who holds the index without the key can neither read
 * a person out of it nor test whether somebody is in it.
 */
export class TokenKey {
  readonly #hashing: KeyedHash;
  readonly #sealing: Buffer;

  constructor(
    /** Names the key in the index, so that a row says under which key it was written. */
    readonly id: string,
    secret: string,
  ) {
    this.#hashing = new KeyedHash(derive(secret, "identity index, tokens"));
    this.#sealing = derive(secret, "identity index, texts");
  }

  /** The keyed hash of a value of one kind; the same text as another kind has another hash. */
  token(kind: string, value: string): string {
    return this.#hashing.digest(`${kind}\0${value}`).slice(0, TOKEN_LENGTH);
  }

  /** Closes a text that has to be compared by likeness and can therefore not be hashed. */
  close(text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.#sealing, nonce);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
  }

  /** Throws when the text was closed under another key, or has been altered. */
  open(closed: string): string {
    const bytes = Buffer.from(closed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", this.#sealing, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  }
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "customer-graph", purpose, 32));
}
