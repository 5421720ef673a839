import { createPublicKey, type KeyObject } from "node:crypto";
import { JwksClient } from "jwks-rsa";

/** Keys are read again when they are older than this. */
const FRESH_MS = 10 * 60_000;
/** While the issuer cannot be reached, the keys last read are good for this long: an issuer's restart stops nobody. */
const USABLE_MS = 60 * 60_000;
/** Between two readings. A flood of made-up key ids must not become a flood of requests to the issuer. */
const PAUSE_MS = 2_000;

export type KeyLookup = KeyObject | "unknown" | "unavailable";

/** The issuer's published keys by their ids, as last read. Times are of the monotonic clock. */
export class KeySet {
  readonly #client: JwksClient;
  #keys: ReadonlyMap<string, KeyObject> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;

  constructor(jwksUri: string, fetchKeys: () => Promise<{ keys: unknown }>) {
    this.#client = new JwksClient({ jwksUri, cache: false, fetcher: fetchKeys });
  }

  /** The key of that id; `unknown` when the issuer has none, `unavailable` when it cannot be asked. Never throws. */
  async find(kid: string): Promise<KeyLookup> {
    if (!this.#keys.has(kid) || this.#age() > FRESH_MS) await this.#readAgain();
    if (this.#age() > USABLE_MS) return "unavailable";
    return this.#keys.get(kid) ?? "unknown";
  }

  /** Whether there are keys to verify a token with. */
  async isUsable(): Promise<boolean> {
    if (this.#age() > FRESH_MS) await this.#readAgain();
    return this.#age() <= USABLE_MS && this.#keys.size > 0;
  }

  #age(): number {
    return performance.now() - this.#readAt;
  }

  /** One reading at a time, for everybody who waits; too soon after the last one, none. */
  #readAgain(): Promise<void> {
    if (this.#reading === null && performance.now() - this.#triedAt < PAUSE_MS) return Promise.resolve();
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    this.#triedAt = performance.now();
    try {
      const published = await this.#client.getSigningKeys();
      this.#keys = new Map(published.map((key) => [key.kid, createPublicKey(key.getPublicKey())]));
      this.#readAt = performance.now();
    } catch {
      // What was read before stands until it is too old; whoever asks is told then.
    }
  }
}
