import { hash } from "node:crypto";

/** So many people use one process within a minute; past it the longest known are verified again. */
const MOST = 10_000;
/** A key that its issuer withdraws counts for this long at the most. */
const LONGEST_MS = 60_000;

interface Verified {
  readonly claims: Readonly<Record<string, unknown>>;
  /** By the clock that tokens expire by. */
  readonly expiresAt: number;
  /** Monotonic. */
  readonly verifiedAt: number;
}

/**
 * Tokens whose signatures have been verified lately: somebody who opens one page after another sends the same token, and
 * its signature does not change. Whole tokens are hashed, never kept; refused ones are not remembered.
 */
export class VerifiedTokens {
  readonly #byHash = new Map<string, Verified>();

  /** Null for one that must be verified. */
  find(token: string, now: number): Readonly<Record<string, unknown>> | null {
    const name = hash("sha256", token, "base64");
    const known = this.#byHash.get(name);
    if (known === undefined) return null;
    if (now < known.expiresAt && performance.now() - known.verifiedAt < LONGEST_MS) return known.claims;
    this.#byHash.delete(name);
    return null;
  }

  /** Gives the claims back as they are kept: frozen, because from here on many requests share them. */
  keep<T extends Readonly<Record<string, unknown>>>(token: string, claims: T, expiresAt: number): T {
    freeze(claims);
    const [oldest] = this.#byHash.keys();
    if (this.#byHash.size >= MOST && oldest !== undefined) this.#byHash.delete(oldest);
    this.#byHash.set(hash("sha256", token, "base64"), { claims, expiresAt, verifiedAt: performance.now() });
    return claims;
  }
}

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const each of Object.values(value)) freeze(each);
  Object.freeze(value);
}
