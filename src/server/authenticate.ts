import type { FastifyReply, FastifyRequest } from "fastify";
import { AccessError } from "../access/access-error.js";
import { toCaller, type Caller } from "../access/caller.js";
import { TokenRefused, type TokenFailure, type TokenVerifier } from "../platform/tokens.js";

/** Who calls, by his token and the purpose that he states. Throws AccessError. */
export async function authenticate({ headers }: FastifyRequest, tokens: TokenVerifier): Promise<Caller> {
  const { "x-purpose": purpose, "x-view-as": viewAs } = headers;
  try {
    const claims = await tokens.verify(headers.authorization);
    return toCaller(claims, typeof purpose === "string" ? purpose : undefined, viewAs?.toString());
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

export function refuse(reply: FastifyReply, error: AccessError): FastifyReply {
  if (error.isUnauthenticated) reply.header("www-authenticate", "Bearer");
  return reply
    .code(error.status)
    .header("cache-control", "no-store")
    .type("application/json")
    .send({ errors: [{ message: error.message, extensions: error.extensions }] });
}
