import { SourceFault } from "../../domain/source-fault.js";
import type { Clock } from "../../domain/instant.js";
import type { Contract } from "../../platform/contract.js";
import { startDeadline, type Deadline } from "../../platform/deadline.js";
import type { HttpRequest } from "../../platform/http.js";
import type { Upstream } from "../upstream.js";
import type { TokenResponse } from "./wire.generated.js";

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Renewed this long before it runs out, so that no call leaves with a token that dies on the way. */
const RENEW_AHEAD_MS = 30_000;

const DISCARD_EVERY_MS = 5_000;

/** The core's bearer token: fetched once, shared by every call, renewed ahead of its end. */
export class AccessToken {
  #token: Promise<string> | null = null;
  #validUntil = 0;
  #discardedAt = Number.NEGATIVE_INFINITY;
  readonly #check;

  constructor(
    private readonly upstream: Upstream,
    private readonly credentials: ClientCredentials,
    contract: Contract,
    private readonly clock: Clock,
  ) {
    this.#check = contract.answer("TokenResponse");
  }

  /** Throws SourceFault. */
  get(): Promise<string> {
    return this.#token !== null && this.clock.now() < this.#validUntil ? this.#token : this.#renew();
  }

  /**
   * Forgets a token that the core has refused, and says whether another one is worth a try: a core that refuses one token
   * after the other would have every call of ours three times.
   */
  discard(refused: Promise<string>): boolean {
    // It was never issued: what refused it is the issuer, and the question has not been asked at all.
    if (this.#token === null) return false;
    // Somebody else has met the same refusal, and the next token is there or under way.
    if (refused !== this.#token) return true;
    const now = performance.now();
    if (now - this.#discardedAt < DISCARD_EVERY_MS) return false;
    this.#discardedAt = now;
    this.#token = null;
    return true;
  }

  #renew(): Promise<string> {
    this.#validUntil = Number.POSITIVE_INFINITY;
    const token = this.#fetch();
    this.#token = token;
    token.catch(() => {
      this.#token = null;
    });
    return token;
  }

  async #fetch(): Promise<string> {
    // A deadline of its own: the request that happens to be first must not take the token of all others with it.
    const deadline = startDeadline(this.upstream.facts.timeoutMs);
    try {
      return await this.#fetchWithin(deadline);
    } finally {
      deadline.release();
    }
  }

  async #fetchWithin(deadline: Deadline): Promise<string> {
    const { clientId, clientSecret } = this.credentials;
    const request: HttpRequest = {
      method: "POST",
      path: "/oauth/token",
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    };
    const answer = await this.upstream.send({ operation: "token", request, isRead: true }, deadline);
    const token = answer.status === 200 ? this.#read(answer.body) : null;
    if (token === null) {
      throw new SourceFault(
        this.upstream.facts.name,
        answer.status >= 500 ? "SOURCE_UNAVAILABLE" : "SOURCE_MISCONFIGURED",
      );
    }
    this.#validUntil = this.clock.now() + token.expires_in * 1000 - RENEW_AHEAD_MS;
    return token.access_token;
  }

  #read(body: string): TokenResponse | null {
    try {
      const token: unknown = JSON.parse(body);
      return this.#check(token).violations === null ? (token as TokenResponse) : null;
    } catch {
      return null;
    }
  }
}
