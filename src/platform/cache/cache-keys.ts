import { createHmac } from "node:crypto";

/**
 * Names under which things are kept: keyed hashes, so that who can read the store learns neither whose records are in it
 * nor what was asked. Every part is framed by its length: no two different questions have one name.
 */
export class CacheKeys {
  constructor(private readonly secret: string) {}

  /** One question and for whom its answer is kept. */
  ofEntry(parts: readonly string[]): string {
    return this.#hash("entry", parts);
  }

  /** One customer record at one source: whatever is kept of it goes when it changes. */
  ofSubject(source: string, recordId: string): string {
    return this.#hash("subject", [source, recordId]);
  }

  /** Something that must be told apart from what was seen before, such as a signature. */
  ofMark(parts: readonly string[]): string {
    return this.#hash("mark", parts);
  }

  #hash(kind: string, parts: readonly string[]): string {
    return createHmac("sha256", this.secret)
      .update(`${kind}${framed(parts)}`)
      .digest("base64url");
  }
}

/** One text of several, so that no two different lists make the same. */
export function framed(parts: readonly string[]): string {
  let text = "";
  for (const part of parts) text += `\n${part.length}:${part}`;
  return text;
}

/** How long a keyed hash is, before it becomes text. */
export const HASH_BYTES = 32;
