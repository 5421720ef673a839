import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import type { Metrics } from "./platform/metrics.js";
import { changeRoutes, type ChangeRouteParts } from "./server/change-routes.js";
import { graphiqlRoutes, type GraphiqlParts } from "./server/graphiql-routes.js";
import { graphqlRoute, type GraphqlRouteParts } from "./server/graphql-route.js";
import { streamRoute } from "./server/stream-route.js";
import { healthRoutes, type HealthParts } from "./server/health-routes.js";
import { metricsRoute } from "./server/metrics-route.js";
import { subjectRequestRoute, type SubjectRequestRouteParts } from "./server/subject-request-route.js";

export interface ServerParts extends GraphqlRouteParts, HealthParts {
  readonly bodyLimitBytes: number;
  /** Null where the page is not served. */
  readonly graphiql: GraphiqlParts | null;
  /** Null where nothing is kept, so that no change makes a difference. */
  readonly changes: ChangeRouteParts | null;
  readonly metrics: Metrics;
  /** Null where packages of subject requests are not given out. */
  readonly packages: Pick<SubjectRequestRouteParts, "record"> | null;
}

/** Builds the HTTP server from given parts. It neither listens nor reads the environment; closing it finishes what is in flight. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: parts.bodyLimitBytes,
    forceCloseConnections: "idle",
    // Headers that a proxy would have set are not believed: nothing here depends on the caller's address.
    trustProxy: false,
    logger: false,
  });
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500)
      parts.log.error({ code: error.code, name: error.name, route: request.routeOptions.url }, "request failed");
    return reply.code(status).send({ errors: [toGraphqlError(error, status)] });
  });
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send({ errors: [{ message: "There is nothing here.", extensions: { code: "NOT_FOUND" } }] }),
  );
  closeKeptConnections(app);
  graphqlRoute(app, parts);
  streamRoute(app, parts);
  healthRoutes(app, parts);
  metricsRoute(app, parts.metrics);
  if (parts.changes !== null) changeRoutes(app, parts.changes);
  if (parts.packages !== null) subjectRequestRoute(app, { ...parts, ...parts.packages, deadlineMs: parts.limits.page });
  if (parts.graphiql !== null) await graphiqlRoutes(app, parts.graphiql);
  return app;
}

/** While the server closes, the answer to a last request says that its connection ends: kept open, it would hold up the end. */
function closeKeptConnections(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook("preClose", (done) => {
    isClosing = true;
    done();
  });
  app.addHook("onSend", (_, reply, payload, done) => {
    if (isClosing) reply.header("connection", "close");
    done(null, payload);
  });
}

/** The HTTP layer's own refusals, in the form of every other error. Its messages could quote the body, so ours are used. */
function toGraphqlError({ code }: FastifyError, status: number) {
  const known = REFUSALS[status];
  if (known !== undefined) return { message: known.message, extensions: { code: known.code } };
  return status < 500
    ? { message: "The request is not well formed.", extensions: { code: code ?? "BAD_REQUEST" } }
    : { message: "Something went wrong on our side.", extensions: { code: "INTERNAL_SERVER_ERROR" } };
}

const REFUSALS: Readonly<Record<number, { readonly code: string; readonly message: string }>> = {
  400: { code: "BAD_REQUEST", message: "The body is not well-formed JSON." },
  413: { code: "BODY_TOO_LARGE", message: "The body is larger than this server takes." },
  415: { code: "UNSUPPORTED_MEDIA_TYPE", message: "Send the operation as application/json." },
};
