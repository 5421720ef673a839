import { toInstant } from "../../framework/clock.js";
import { callersFault, safeMessage } from "../../framework/parameters.js";
import { sameText } from "../../framework/secrets.js";
import type { SandboxSystem, SystemOptions } from "../../framework/system.js";
import { crmRoutes, FiguresNotReady, NoSuchStaff } from "./routes.js";

/** Customer relationship management: who serves whom, consents, what was said. A static service token; live. */
export const crm: SandboxSystem = {
  name: "crm",
  basePath: "/crm/api",
  defaultLatencyMs: 30,
  credentials: { serviceToken: "sandbox-crm-service-token" },

  register(app, bank, options) {
    app.setErrorHandler<Error>((error, _request, reply) => {
      if (error instanceof NoSuchStaff) return reply.code(404).send(crmError("NOT_FOUND", error.message, options));
      if (error instanceof FiguresNotReady) return reply.code(503).send(crmError("BUSY", error.message, options));
      const caller = callersFault(error);
      const body = caller
        ? crmError("BAD_REQUEST", safeMessage(error), options)
        : crmError("INTERNAL", "internal error", options);
      return reply.code(caller ? 400 : 500).send(body);
    });
    app.setNotFoundHandler((_request, reply) =>
      reply.code(404).send(crmError("NOT_FOUND", "no such resource", options)),
    );
    app.addHook("onRequest", async (request, reply) => {
      if (sameText(request.headers.authorization ?? "", `Bearer ${options.credentials["serviceToken"]}`)) return;
      await reply.code(401).send(crmError("UNAUTHORISED", "the service token is not valid", options));
    });
    crmRoutes(app, bank, options);
  },

  failure(status, options) {
    const shown = status < 400 ? 503 : status;
    const body = crmError(
      shown === 429 || shown === 503 ? "BUSY" : "INTERNAL",
      "the system cannot answer now",
      options,
    );
    return { status: shown, contentType: "application/json", body: JSON.stringify(body) };
  },
};

function crmError(code: string, message: string, options: SystemOptions) {
  return { error: { code, message }, meta: { asOf: toInstant(options.asOf()) } };
}
