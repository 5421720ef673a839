import { createHash, createHmac } from "node:crypto";

export interface SignedParts {
  readonly method: string;
  /** The request's target exactly as it goes over the wire: base path, path and query. */
  readonly target: string;
  /** Unix seconds. The card system takes 300 seconds of difference to its own clock. */
  readonly timestamp: string;
  /** Never used before. */
  readonly nonce: string;
  /** Empty when there is none. */
  readonly body: string;
}

/** The lower-case hex HMAC-SHA256 over five lines; the body goes in as its own hash. */
export function sign(parts: SignedParts, secret: string): string {
  const bodyHash = createHash("sha256").update(parts.body).digest("hex");
  const lines = [parts.method.toUpperCase(), parts.target, parts.timestamp, parts.nonce, bodyHash];
  return createHmac("sha256", secret).update(lines.join("\n")).digest("hex");
}
