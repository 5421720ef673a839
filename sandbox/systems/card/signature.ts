import { createHash, createHmac } from "node:crypto";
import type { Clock } from "../../framework/clock.js";
import { sameText } from "../../framework/secrets.js";

const WINDOW_SECONDS = 300;
/** Under a fixed clock no nonce ever ages: this bounds what a long benchmark leaves behind. */
const MAX_NONCES = 200_000;

export type SignatureFault = "missing_header" | "unknown_key" | "stale_timestamp" | "replayed_nonce" | "bad_signature";

export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The text a client signs: method, path with query, timestamp, nonce and the hash of the body, one a line. */
export function textToSign(method: string, url: string, timestamp: string, nonce: string, body: string): string {
  const bodyHash = createHash("sha256").update(body).digest("hex");
  return [method.toUpperCase(), url, timestamp, nonce, bodyHash].join("\n");
}

/** Checks signatures, and refuses a nonce the second time for as long as its timestamp would be taken. */
export class SignatureDesk {
  readonly #nonces = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly keyId: string,
    private readonly secret: string,
  ) {}

  /** Null when the request is what this client signed. */
  check(request: SignedRequest): SignatureFault | null {
    const [key, timestamp, nonce, signature] = ["key", "timestamp", "nonce", "signature"].map((name) => {
      const value = request.headers[`x-card-${name}`];
      return typeof value === "string" ? value : "";
    });
    if (!key || !timestamp || !nonce || !signature) return "missing_header";
    if (!sameText(key, this.keyId)) return "unknown_key";
    const now = Math.floor(this.clock.now().getTime() / 1000);
    if (!/^\d{10}$/.test(timestamp) || Math.abs(Number(timestamp) - now) > WINDOW_SECONDS) return "stale_timestamp";
    const text = textToSign(request.method, request.url, timestamp, nonce, request.body);
    const expected = createHmac("sha256", this.secret).update(text).digest("hex");
    if (!sameText(signature, expected)) return "bad_signature";
    return this.#isFresh(nonce, now) ? null : "replayed_nonce";
  }

  #isFresh(nonce: string, now: number): boolean {
    // Oldest first, so the walk stops at the first that has to stay.
    for (const [old, at] of this.#nonces) {
      if (at >= now - 2 * WINDOW_SECONDS && this.#nonces.size < MAX_NONCES) break;
      this.#nonces.delete(old);
    }
    if (this.#nonces.has(nonce)) return false;
    this.#nonces.set(nonce, now);
    return true;
  }
}
