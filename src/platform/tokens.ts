import jsonwebtoken from "jsonwebtoken";
import type { WallClock } from "./clock.js";
import { startDeadline } from "./deadline.js";
import { HttpPool } from "./http.js";
import { KeySet } from "./tokens-key-set.js";
import { VerifiedTokens } from "./tokens-verified.js";

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

/** Verifies bearer tokens against the issuer's published keys. */
export class TokenVerifier {
  readonly #keys: KeySet;
  readonly #pool: HttpPool;
  readonly #verified = new VerifiedTokens();

  constructor(
    private readonly options: TokenOptions,
    private readonly clock: WallClock<number>,
  ) {
    const { origin, pathname, search } = new URL(options.jwksUri);
    this.#pool = new HttpPool({ baseUrl: origin, timeoutMs: FETCH_LIMIT_MS, connections: 2, maxBodyBytes: 256 * 1024 });
    this.#keys = new KeySet(options.jwksUri, () => this.#fetchKeys(pathname + search));
  }

  /** The claims of a token in an Authorization header. Throws TokenRefused. */
  async verify(authorization: string | undefined): Promise<Readonly<Record<string, unknown>>> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) throw new TokenRefused(authorization === undefined ? "missing" : "invalid");
    const known = this.#verified.find(token, this.clock.now());
    if (known !== null) return known;
    const header = jsonwebtoken.decode(token, { complete: true })?.header;
    const isAccepted = ALGORITHMS.some((algorithm) => algorithm === header?.alg);
    if (!isAccepted || header?.kid === undefined) throw new TokenRefused("invalid");
    const key = await this.#keys.find(header.kid);
    if (key === "unknown") throw new TokenRefused("invalid");
    if (key === "unavailable") throw new TokenRefused("keys-unavailable");
    try {
      const claims = jsonwebtoken.verify(token, key, {
        algorithms: [...ALGORITHMS],
        issuer: this.options.issuer,
        audience: this.options.audience,
        clockTimestamp: Math.floor(this.clock.now() / 1000),
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      if (typeof claims === "string" || typeof claims.exp !== "number") throw new TokenRefused("invalid");
      return this.#verified.keep(token, claims, claims.exp * 1_000);
    } catch (error) {
      throw error instanceof jsonwebtoken.TokenExpiredError ? new TokenRefused("expired") : new TokenRefused("invalid");
    }
  }

  /** Whether the issuer's keys are at hand. */
  isReady(): Promise<boolean> {
    return this.#keys.isUsable();
  }

  close(): Promise<void> {
    return this.#pool.close();
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
