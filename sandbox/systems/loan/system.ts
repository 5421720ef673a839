import { callersFault, safeMessage } from "../../framework/parameters.js";
import { sameText } from "../../framework/secrets.js";
import type { SandboxSystem } from "../../framework/system.js";
import { Envelope } from "./envelope.js";
import { loanRoutes } from "./routes.js";

/** Credit management: borrowers and loans as of the last nightly batch. An API key; business errors inside HTTP 200. */
export const loan: SandboxSystem = {
  name: "loan",
  basePath: "/credit/api",
  defaultLatencyMs: 150,
  credentials: { apiKey: "sandbox-loan-api-key" },

  register(app, bank, options) {
    const envelope = new Envelope(options);
    app.setErrorHandler<Error>((error, _request, reply) =>
      callersFault(error)
        ? reply.code(200).send(envelope.error("1001", safeMessage(error)))
        : reply.code(500).send(envelope.error("9999", "system error")),
    );
    app.setNotFoundHandler((_request, reply) => reply.code(404).send(envelope.error("1001", "no such interface")));
    app.addHook("onRequest", async (request, reply) => {
      const key = request.headers["x-api-key"];
      if (typeof key === "string" && sameText(key, options.credentials["apiKey"] ?? "")) return;
      await reply.code(401).send(envelope.error("1003", "invalid api key"));
    });
    loanRoutes(app, bank, envelope);
  },

  failure(status, options) {
    const busy = status === 200 || status === 429 || status === 503;
    const body = new Envelope(options).error(busy ? "9001" : "9999", busy ? "system busy" : "system error");
    return { status, contentType: "application/json", body: JSON.stringify(body) };
  },
};
