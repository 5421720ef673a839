import { once } from "node:events";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AccessError } from "../access/access-error.js";
import type { Caller } from "../access/caller.js";
import { AuditUnavailable } from "../audit/audit-error.js";
import type { Delivery, SubscriptionRequest } from "../graph/engine/subscriptions.js";
import { startDeadline } from "../platform/deadline.js";
import { authenticate, NOT_ON_RECORD, openRecorded, refuse } from "./authenticate.js";
import type { GraphqlRouteParts } from "./graphql-route.js";

/** How soon a token that has expired, or a policy that has changed, ends a stream on which nothing happens. */
const LOOK_AGAIN_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** Who takes nothing for as long is let go; he comes again with his last id, and has missed nothing. */
const PATIENCE_MS = 30_000;
const MOST_STREAMS = 200;
const MOST_PER_CALLER = 5;

/**
 * `/graphql/stream`: subscriptions as server-sent events, as the GraphQL-over-SSE protocol has them in its mode of one
 * connection for one operation. Each message has an id; whoever sends it as Last-Event-ID goes on from there.
 */
export function streamRoute(app: FastifyInstance, parts: GraphqlRouteParts): void {
  const open = new Map<string, number>();
  const end = new AbortController();
  app.addHook("preClose", (done) => {
    end.abort();
    done();
  });
  app.post("/graphql/stream", async (request, reply) => {
    try {
      const caller = await authenticate(request, parts);
      const streams = open.get(caller.subject) ?? 0;
      const all = [...open.values()].reduce((sum, each) => sum + each, 0);
      if (streams >= MOST_PER_CALLER || all >= MOST_STREAMS) return await refuse(reply, TOO_MANY);
      open.set(caller.subject, streams + 1);
      try {
        await stream(request, reply, parts, { caller, ending: end.signal });
      } finally {
        const left = (open.get(caller.subject) ?? 1) - 1;
        if (left === 0) open.delete(caller.subject);
        else open.set(caller.subject, left);
      }
      return reply;
    } catch (error) {
      if (reply.raw.headersSent) return reply;
      if (error instanceof AuditUnavailable) return refuse(reply, NOT_ON_RECORD);
      if (!(error instanceof AccessError)) throw error;
      return refuse(reply, error);
    }
  });
}

const TOO_MANY = {
  status: 429,
  isUnauthenticated: false,
  message: "Too many streams are open already.",
  extensions: { code: "TOO_MANY_STREAMS" },
} as const;

async function stream(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: GraphqlRouteParts,
  { caller, ending }: { readonly caller: Caller; readonly ending: AbortSignal },
): Promise<void> {
  const asked = toSubscription(request.body);
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  reply.raw.once("close", leave);
  ending.addEventListener("abort", leave, { once: true });
  const given = request.headers["last-event-id"];
  const lastEventId = typeof given === "string" && given !== "" ? given : null;
  let release = (): void => undefined;
  const fresh = () => {
    release();
    const page = startDeadline(parts.limits.page, gone.signal);
    const gated = startDeadline(parts.limits.gated, gone.signal);
    release = () => [page, gated].forEach((deadline) => deadline.release());
    return { ...parts.openSession(caller, { page, gated }), gone: gone.signal, lastEventId };
  };
  const first = await openRecorded(caller, fresh, parts);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  raw.write(":\n\n");
  let ended: Delivery | null = null;
  const again = setInterval(() => {
    void stillAllowed(request, parts, fresh)
      .then((refusal) => {
        ended ??= refusal;
        return refusal === null ? undefined : leave();
      })
      .catch(leave);
  }, LOOK_AGAIN_MS);
  const heartbeat = setInterval(() => raw.write(":\n\n"), HEARTBEAT_MS);
  try {
    for await (const delivery of parts.graph.subscriptions.run(asked, first, fresh)) {
      if (gone.signal.aborted) break;
      const refusal = delivery.id === null ? null : await stillAllowed(request, parts, fresh);
      ended ??= refusal;
      if (refusal !== null) break;
      if (!raw.write(toText(delivery)) && !(await drained(raw, gone.signal))) break;
    }
    if (ended !== null) raw.write(toText(ended));
    raw.write("event: complete\ndata:\n\n");
  } finally {
    clearInterval(again);
    clearInterval(heartbeat);
    ending.removeEventListener("abort", leave);
    release();
    raw.end();
  }
}

/** Null while the token is good and the policies let this caller read the record; else what he is told at the end. */
async function stillAllowed(
  request: FastifyRequest,
  parts: GraphqlRouteParts,
  fresh: () => ReturnType<GraphqlRouteParts["openSession"]>,
): Promise<Delivery | null> {
  try {
    await authenticate(request, parts);
    if (fresh().session.may("readAudit")) return null;
    throw new AccessError("ACCESS_DENIED");
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return { id: null, payload: { errors: [{ message: error.message, extensions: { ...error.extensions } }] } };
  }
}

/** False where nothing was taken in time. */
async function drained(raw: NodeJS.WritableStream, gone: AbortSignal): Promise<boolean> {
  const signal = AbortSignal.any([gone, AbortSignal.timeout(PATIENCE_MS)]);
  return once(raw as never, "drain", { signal }).then(
    () => true,
    () => false,
  );
}

function toText({ id, payload }: Delivery): string {
  return `event: next\n${id === null ? "" : `id: ${id}\n`}data: ${JSON.stringify(payload)}\n\n`;
}

function toSubscription(body: unknown): SubscriptionRequest {
  const { query, variables, operationName } = (body ?? {}) as Record<string, unknown>;
  return {
    query: typeof query === "string" ? query : "",
    variables: typeof variables === "object" && variables !== null ? (variables as Record<string, unknown>) : {},
    operationName: typeof operationName === "string" ? operationName : null,
  };
}
