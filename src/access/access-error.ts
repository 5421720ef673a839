export type AccessErrorCode =
  | "TOKEN_MISSING"
  | "TOKEN_INVALID"
  | "TOKEN_EXPIRED"
  | "TOKEN_INCOMPLETE"
  | "TOKEN_UNVERIFIABLE"
  | "PURPOSE_REQUIRED"
  | "PURPOSE_NOT_ALLOWED"
  | "VIEW_AS_INVALID"
  | "ACCESS_DENIED";

const EXPLANATION: Record<AccessErrorCode, string> = {
  TOKEN_MISSING: "Send an access token in the Authorization header, as `Bearer <token>`.",
  TOKEN_INVALID: "The access token is not one that this gateway accepts.",
  TOKEN_EXPIRED: "The access token has expired; obtain a new one.",
  TOKEN_INCOMPLETE: "The access token lacks what this gateway needs to know of a caller",
  TOKEN_UNVERIFIABLE: "The issuer's keys cannot be read at the moment, so no token can be verified.",
  PURPOSE_REQUIRED: "State the purpose of this request in the x-purpose header; the token allows several.",
  PURPOSE_NOT_ALLOWED: "The token does not allow the stated purpose.",
  VIEW_AS_INVALID:
    "The x-view-as header takes `ROLE; PURPOSE`, and after another semicolon how that role is to stand to the customer.",
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

  /** Whether a better token would help. */
  get isUnauthenticated(): boolean {
    return this.status === 401;
  }

  /** The HTTP status, where the request as a whole is refused. */
  get status(): number {
    if (this.code === "TOKEN_UNVERIFIABLE") return 503;
    if (this.code === "VIEW_AS_INVALID") return 400;
    return this.code.startsWith("TOKEN_") ? 401 : 403;
  }
}
