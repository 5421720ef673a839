import { LRUCache } from "lru-cache";
import type { StoreChanges } from "./store-changes.js";

/**
 * What has been read of a store, for as long as nobody has written to it. Of a store that cannot tell whether somebody
 * has (a database that other processes share over the network) nothing is remembered.
 */
export class StoreMemory<V> {
  readonly #entries: LRUCache<string, { readonly value: V }>;
  #version: string | null = null;

  /** Of the entries longest unused, those beyond `most` are forgotten. */
  constructor(
    private readonly changes: StoreChanges | null,
    most: number,
  ) {
    this.#entries = new LRUCache({ max: most });
  }

  /** The value under the key, read anew where it may have changed. */
  async recall(key: string, read: () => Promise<V>): Promise<V> {
    const known = this.#current()?.get(key);
    if (known !== undefined) return known.value;
    const before = this.#version;
    const value = await read();
    // Whatever was written while it was being read may or may not be in it.
    if (this.#current() !== null && this.#version === before) this.#entries.set(key, { value });
    return value;
  }

  /** Null where nothing is to be remembered. */
  #current(): LRUCache<string, { readonly value: V }> | null {
    if (this.changes === null) return null;
    const version = this.changes.version();
    if (version !== this.#version) {
      this.#entries.clear();
      this.#version = version;
    }
    return this.#entries;
  }
}
