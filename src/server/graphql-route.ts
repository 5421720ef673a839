import { HeaderMap, type HTTPGraphQLResponse } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AccessError } from "../access/access-error.js";
import type { Caller } from "../access/caller.js";
import { AuditUnavailable } from "../audit/audit-error.js";
import type { GraphServer } from "../graph/engine/graph-server.js";
import type { RequestContext } from "../graph/context.js";
import { startDeadline } from "../platform/deadline.js";
import type { Log } from "../platform/log.js";
import type { RequestDeadlines } from "../profile/request-sources.js";
import type { TokenVerifier } from "../platform/tokens.js";
import { authenticate, NOT_ON_RECORD, openRecorded, refuse, type AuthenticateParts } from "./authenticate.js";

export interface GraphqlRouteParts extends Pick<AuthenticateParts, "recordRefused"> {
  readonly graph: GraphServer;
  readonly tokens: TokenVerifier;
  readonly limits: TimeLimits;
  readonly openSession: (caller: Caller, deadlines: RequestDeadlines) => RequestContext;
  readonly log: Log;
}

/** How long a request may take, in milliseconds. */
export interface TimeLimits {
  readonly page: number;
  /** For what a caller asks in so many words and knows to be slow, such as a credit report. */
  readonly gated: number;
}

/** `/graphql`: who calls is settled first; nothing of a request without a good token is even parsed as GraphQL. */
export function graphqlRoute(app: FastifyInstance, parts: GraphqlRouteParts): void {
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    handler: (request, reply) => answer(request, reply, parts),
  });
}

async function answer(request: FastifyRequest, reply: FastifyReply, parts: GraphqlRouteParts): Promise<FastifyReply> {
  const gone = new AbortController();
  request.raw.once("close", () => {
    if (!request.raw.complete) gone.abort();
  });
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const deadlines = {
    page: startDeadline(parts.limits.page, gone.signal),
    gated: startDeadline(parts.limits.gated, gone.signal),
  };
  try {
    const caller = await authenticate(request, parts);
    const context = await openRecorded(caller, (each) => parts.openSession(each, deadlines), parts);
    const response = await parts.graph.execute(toGraphqlRequest(request), context);
    logLook(parts.log, caller, context, response);
    return await send(reply, response);
  } catch (error) {
    if (error instanceof AuditUnavailable) return await refuse(reply, NOT_ON_RECORD);
    if (!(error instanceof AccessError)) throw error;
    return await refuse(reply, error);
  } finally {
    deadlines.page.release();
    deadlines.gated.release();
  }
}

function toGraphqlRequest({ method, headers, url, body }: FastifyRequest) {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return { method, headers: map, search: url.includes("?") ? url.slice(url.indexOf("?")) : "", body };
}

function send(reply: FastifyReply, { status, headers, body }: HTTPGraphQLResponse): FastifyReply {
  if (body.kind !== "complete") throw new Error("this graph has no incremental answers");
  for (const [name, value] of headers) reply.header(name, value);
  // An answer is for this caller and this moment alone.
  reply.header("cache-control", "no-store");
  return reply.code(status ?? 200).send(body.string);
}

/** One line per operation: who looked at whom, on what ground. Never what was seen. */
function logLook(log: Log, caller: Caller, { session }: RequestContext, { status }: HTTPGraphQLResponse): void {
  const looked = session.trail.map(({ customerId, level, terms }) => ({
    customer: customerId,
    level,
    policies: terms.policies,
  }));
  const { staffId, purpose, channel, clientId } = caller;
  // A customer is named by our own id in what he looked at; his number is nobody's who reads logs.
  const subject = staffId === null ? "customer" : caller.subject;
  const hint = session.malformed.length === 0 ? {} : { malformedIdentifiers: session.malformed };
  const place = session.viewAs === null ? {} : { viewAs: session.viewAs };
  log.info(
    { subject, purpose, channel, clientId, ...place, looked, ...hint, status: status ?? 200 },
    "operation answered",
  );
}
