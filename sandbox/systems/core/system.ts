import type { FastifyInstance } from "fastify";
import { callersFault, safeMessage } from "../../framework/parameters.js";
import type { SandboxSystem } from "../../framework/system.js";
import { basicClient, TOKEN_SECONDS, TokenDesk } from "./oauth.js";
import { coreRoutes } from "./routes.js";

/** Core banking: the record of parties, accounts and investments. OAuth2 client credentials; live. */
export const coreBanking: SandboxSystem = {
  name: "core-banking",
  basePath: "/core/v2",
  defaultLatencyMs: 40,
  instantPaths: ["/oauth/token"],
  credentials: { clientId: "customer-graph", clientSecret: "sandbox-core-client-secret" },

  register(app, bank, options) {
    const desk = new TokenDesk(options.clock);
    const { clientId = "", clientSecret = "" } = options.credentials;
    app.setErrorHandler<Error>((error, _request, reply) => {
      const caller = callersFault(error);
      return reply
        .code(caller ? 400 : 500)
        .send(coreError(caller ? "INVALID_PARAMETER" : "INTERNAL", caller ? safeMessage(error) : "internal error"));
    });
    app.setNotFoundHandler((_request, reply) => reply.code(404).send(coreError("NOT_FOUND", "no such resource")));
    tokenEndpoint(app, desk, (header) => basicClient(header, clientId, clientSecret));
    app.register(async (guarded) => {
      guarded.addHook("onRequest", async (request, reply) => {
        const verdict = desk.check(request.headers.authorization);
        if (verdict === "valid") return;
        await reply.code(401).header("www-authenticate", "Bearer").send(coreError(verdict, TOKEN_MESSAGES[verdict]));
      });
      coreRoutes(guarded, bank, options);
    });
  },

  failure(status) {
    const shown = status < 400 ? 503 : status;
    const body = coreError(shown === 429 || shown === 503 ? "BUSY" : "INTERNAL", "the system cannot answer now");
    return { status: shown, contentType: "application/json", body: JSON.stringify(body) };
  },
};

const TOKEN_MESSAGES = {
  TOKEN_MISSING: "An access token is needed",
  TOKEN_INVALID: "The access token is not valid",
  TOKEN_EXPIRED: "The access token has expired",
} as const;

function tokenEndpoint(app: FastifyInstance, desk: TokenDesk, isClient: (header: string | undefined) => boolean): void {
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  app.post("/oauth/token", async (request, reply) => {
    if (!isClient(request.headers.authorization)) {
      return reply
        .code(401)
        .header("www-authenticate", "Basic")
        .send({ error: "invalid_client", error_description: "Client authentication failed" });
    }
    const { grant_type: grant } = Object(request.body) as { grant_type?: string };
    if (grant !== "client_credentials") {
      return reply
        .code(400)
        .send({ error: "unsupported_grant_type", error_description: "Only client_credentials is supported" });
    }
    return { access_token: desk.issue(), token_type: "Bearer", expires_in: TOKEN_SECONDS, scope: "parties accounts" };
  });
}

let traces = 0;

function coreError(code: string, message: string) {
  traces += 1;
  return { error: { code, message, traceId: `core-${String(traces).padStart(6, "0")}` } };
}
