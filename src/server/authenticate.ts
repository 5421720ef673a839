import type { FastifyReply, FastifyRequest } from "fastify";
import { AccessError } from "../access/access-error.js";
import { toCaller, type Caller, type CallerClaims } from "../access/caller.js";
import type { ViewedRole } from "../access/viewed-role.js";
import { TokenRefused, type TokenFailure, type TokenVerifier } from "../platform/tokens.js";

export interface AuthenticateParts {
  readonly tokens: TokenVerifier;
  /** Puts on record that somebody with a good token was refused. */
  readonly recordRefused: (claims: CallerClaims, refusal: AccessError, viewAs?: ViewedRole | null) => Promise<void>;
}

/** Who calls, by his token, the purpose that he states and in whose place he looks. Throws AccessError. */
export async function authenticate(
  { headers }: FastifyRequest,
  { tokens, recordRefused }: AuthenticateParts,
): Promise<Caller> {
  const { "x-purpose": purpose, "x-view-as": viewAs } = headers;
  const claims = await verified(headers.authorization, tokens);
  try {
    return toCaller(claims, typeof purpose === "string" ? purpose : undefined, viewAs?.toString());
  } catch (error) {
    if (error instanceof AccessError) await recordRefused(claims, error);
    throw error;
  }
}

/**
 * The session of a caller. That he may not have it, because he asks to look in the place of another and may not, is on
 * record like every refusal. Throws AccessError.
 */
export async function openRecorded<Session>(
  caller: Caller,
  open: (caller: Caller) => Session,
  { recordRefused }: Pick<AuthenticateParts, "recordRefused">,
): Promise<Session> {
  try {
    return open(caller);
  } catch (error) {
    const { subject: sub, roles, orgUnit, channel, clientId, viewAs } = caller;
    const claims = { sub, roles, org_unit: orgUnit, channel, azp: clientId };
    if (error instanceof AccessError) await recordRefused(claims, error, viewAs);
    throw error;
  }
}

async function verified(authorization: string | undefined, tokens: TokenVerifier): Promise<CallerClaims> {
  try {
    return await tokens.verify(authorization);
  } catch (error) {
    throw error instanceof TokenRefused ? new AccessError(CODE_OF_FAILURE[error.reason]) : error;
  }
}

const CODE_OF_FAILURE = {
  missing: "TOKEN_MISSING",
  invalid: "TOKEN_INVALID",
  expired: "TOKEN_EXPIRED",
  "keys-unavailable": "TOKEN_UNVERIFIABLE",
} as const satisfies Record<TokenFailure, string>;

export const NOT_ON_RECORD = {
  status: 503,
  isUnauthenticated: false,
  message: "The request could not be put on record, so it is refused. Try again in a moment.",
  extensions: { code: "AUDIT_UNAVAILABLE" },
} as const;

interface Refusal extends Pick<AccessError, "status" | "isUnauthenticated" | "message"> {
  readonly extensions: { readonly code: string };
}

export function refuse(reply: FastifyReply, error: Refusal): FastifyReply {
  if (error.isUnauthenticated) reply.header("www-authenticate", "Bearer");
  return reply
    .code(error.status)
    .header("cache-control", "no-store")
    .type("application/json")
    .send({ errors: [{ message: error.message, extensions: error.extensions }] });
}
