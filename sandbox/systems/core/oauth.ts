import { createHmac, randomBytes } from "node:crypto";
import type { Clock } from "../../framework/clock.js";
import { sameText } from "../../framework/secrets.js";

export const TOKEN_SECONDS = 300;

export type TokenVerdict = "valid" | "TOKEN_MISSING" | "TOKEN_INVALID" | "TOKEN_EXPIRED";

/** Issues and checks bearer tokens without keeping them: a token is its expiry and a signature that only we can make. */
export class TokenDesk {
  readonly #key = randomBytes(32);

  constructor(private readonly clock: Clock) {}

  issue(): string {
    const expiresAt = String(Math.floor(this.clock.now().getTime() / 1000) + TOKEN_SECONDS);
    return `${expiresAt}.${this.#sign(expiresAt)}`;
  }

  check(authorization: string | undefined): TokenVerdict {
    const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
    if (!token) return "TOKEN_MISSING";
    const [expiresAt = "", signature = ""] = token.split(".");
    if (!sameText(signature, this.#sign(expiresAt))) return "TOKEN_INVALID";
    return Number(expiresAt) * 1000 > this.clock.now().getTime() ? "valid" : "TOKEN_EXPIRED";
  }

  #sign(expiresAt: string): string {
    return createHmac("sha256", this.#key).update(expiresAt).digest("hex");
  }
}

/** Whether an `Authorization: Basic` header names this client and its secret. */
export function basicClient(authorization: string | undefined, clientId: string, clientSecret: string): boolean {
  const encoded = /^Basic (.+)$/.exec(authorization ?? "")?.[1] ?? "";
  return sameText(Buffer.from(encoded, "base64").toString(), `${clientId}:${clientSecret}`);
}
