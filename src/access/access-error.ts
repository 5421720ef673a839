export type AccessErrorCode =
  | "TOKEN_MISSING"
  | "TOKEN_INVALID"
  | "TOKEN_EXPIRED"
  | "TOKEN_INCOMPLETE"
  | "PURPOSE_REQUIRED"
  | "PURPOSE_NOT_ALLOWED"
  | "CUSTOMER_NOT_REACHABLE"
  | "ACCESS_DENIED";

const EXPLANATION: Record<AccessErrorCode, string> = {
  TOKEN_MISSING: "Send an access token in the Authorization header, as `Bearer <token>`.",
  TOKEN_INVALID: "The access token is not one that this gateway accepts.",
  TOKEN_EXPIRED: "The access token has expired; obtain a new one.",
  TOKEN_INCOMPLETE: "The access token lacks what this gateway needs to know of a caller",
  PURPOSE_REQUIRED: "State the purpose of this request in the x-purpose header; the token allows several.",
  PURPOSE_NOT_ALLOWED: "The token does not allow the stated purpose.",
  CUSTOMER_NOT_REACHABLE: "There is no customer with this id, or none within your reach.",
  ACCESS_DENIED: "You may not see this.",
};

/** The caller's fault, told in words that never repeat what he sent. */
export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly extensions: { readonly code: AccessErrorCode };

  constructor(
    readonly code: AccessErrorCode,
    detail?: string,
  ) {
    super(detail === undefined ? EXPLANATION[code] : `${EXPLANATION[code]}: ${detail}.`);
    this.extensions = { code };
  }

  /** Whether the request as a whole is refused for want of a valid token. */
  get isUnauthenticated(): boolean {
    return this.code.startsWith("TOKEN_");
  }
}
