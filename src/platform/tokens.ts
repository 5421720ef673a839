import { createPublicKey, type KeyObject } from "node:crypto";
import jsonwebtoken from "jsonwebtoken";
import { JwksClient } from "jwks-rsa";
import type { WallClock } from "./clock.js";
import { startDeadline } from "./deadline.js";
import { HttpPool } from "./http.js";

export type TokenFailure = "missing" | "invalid" | "expired" | "keys-unavailable";

/** Why a token was not accepted; says nothing of the token itself. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
  constructor(readonly reason: TokenFailure) {
    super(`token refused: ${reason}`);
  }
}

export interface TokenOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys. */
  readonly jwksUri: string;
}

/** Asymmetric only: a public key must never serve as a shared secret, nor "none" as a signature. */
const ALGORITHMS = ["ES256", "ES384", "RS256", "PS256"] as const;
const CLOCK_TOLERANCE_SECONDS = 5;
const FETCH_LIMIT_MS = 2_000;
const KEYS_HOLD_MS = 10 * 60_000;
/** A flood of made-up key ids must not become a flood of requests to the issuer. */
const NEXT_LOOK_MS = 6_000;

/** Verifies bearer tokens against the issuer's published keys. Keys are kept, and fetched again for a key id never seen. */
export class TokenVerifier {
  readonly #keys: JwksClient;
  readonly #pool: HttpPool;
  #published: ReadonlyMap<string, KeyObject> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(
    private readonly options: TokenOptions,
    private readonly clock: WallClock<number>,
  ) {
    const { origin, pathname, search } = new URL(options.jwksUri);
    this.#pool = new HttpPool({ baseUrl: origin, timeoutMs: FETCH_LIMIT_MS, connections: 2, maxBodyBytes: 256 * 1024 });
    this.#keys = new JwksClient({
      jwksUri: options.jwksUri,
      cache: false,
      fetcher: () => this.#fetchKeys(pathname + search),
    });
  }

  /** The claims of a token in an Authorization header. Throws TokenRefused. */
  async verify(authorization: string | undefined): Promise<Readonly<Record<string, unknown>>> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) throw new TokenRefused(authorization === undefined ? "missing" : "invalid");
    const header = jsonwebtoken.decode(token, { complete: true })?.header;
    const isAccepted = ALGORITHMS.some((algorithm) => algorithm === header?.alg);
    if (!isAccepted || header?.kid === undefined) throw new TokenRefused("invalid");
    const key = await this.#keyOf(header.kid);
    try {
      const claims = jsonwebtoken.verify(token, key, {
        algorithms: [...ALGORITHMS],
        issuer: this.options.issuer,
        audience: this.options.audience,
        clockTimestamp: Math.floor(this.clock.now() / 1000),
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      if (typeof claims === "string" || typeof claims.exp !== "number") throw new TokenRefused("invalid");
      return claims;
    } catch (error) {
      throw error instanceof jsonwebtoken.TokenExpiredError ? new TokenRefused("expired") : new TokenRefused("invalid");
    }
  }

  /** Whether the issuer's keys are at hand, or can be had. */
  async isReady(): Promise<boolean> {
    try {
      if (this.#age() > KEYS_HOLD_MS) await this.#read();
      return this.#published.size > 0;
    } catch {
      return false;
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** What has been published is at hand whatever key ids others make up in the meantime. */
  async #keyOf(kid: string): Promise<KeyObject> {
    const age = this.#age();
    if (age > KEYS_HOLD_MS || (!this.#published.has(kid) && age > NEXT_LOOK_MS)) await this.#read();
    const key = this.#published.get(kid);
    if (key === undefined) throw new TokenRefused("invalid");
    return key;
  }

  #age(): number {
    return performance.now() - this.#readAt;
  }

  /** Everybody who waits for the keys waits for the same answer. */
  #read(): Promise<void> {
    this.#reading ??= this.#readKeys().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readKeys(): Promise<void> {
    try {
      const keys = await this.#keys.getSigningKeys();
      this.#published = new Map(keys.map((key) => [key.kid, createPublicKey(key.getPublicKey())]));
      this.#readAt = performance.now();
    } catch {
      throw new TokenRefused("keys-unavailable");
    }
  }

  async #fetchKeys(path: string): Promise<{ keys: unknown }> {
    const deadline = startDeadline(FETCH_LIMIT_MS);
    try {
      const answer = await this.#pool.request({ method: "GET", path, headers: {} }, deadline);
      if (answer.status !== 200) throw new Error("the issuer did not give its keys");
      return JSON.parse(answer.body) as { keys: unknown };
    } finally {
      deadline.release();
    }
  }
}
