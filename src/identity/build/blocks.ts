import { NumberList } from "./number-list.js";

/**
 * Records by the keys that they share, held in numbers: a few bytes for each key of each record, so that a million
 * records are blocked in memory. A key is kept as a hash of it; two keys of one hash only cost a comparison in vain.
 */
export class Blocks {
  readonly #entries = new NumberList();

  add(key: string, record: number): void {
    this.#entries.add(hashOf(key) * MOST_RECORDS + record);
  }

  /** The records of each key that at least two share, with the key's hash; they are gone afterwards. */
  *shared(): Generator<{ readonly hash: number; readonly records: readonly number[] }> {
    const sorted = this.#entries.sorted();
    let start = 0;
    while (start < sorted.length) {
      const hash = Math.floor((sorted[start] ?? 0) / MOST_RECORDS);
      let end = start + 1;
      while (end < sorted.length && Math.floor((sorted[end] ?? 0) / MOST_RECORDS) === hash) end += 1;
      if (end - start > 1) {
        yield { hash, records: Array.from(sorted.subarray(start, end), (entry) => entry % MOST_RECORDS) };
      }
      start = end;
    }
    this.#entries.release();
  }
}

/** 29 bits of hash and 24 of number fill the 53 that a double holds exactly. */
const MOST_RECORDS = 2 ** 24;

export function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) & 0x1fffffff;
}
