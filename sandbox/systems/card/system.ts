import type { FastifyInstance } from "fastify";
import type { Bank } from "../../bank/bank.js";
import { toInstant } from "../../framework/clock.js";
import {
  asRecord,
  callersFault,
  cursorIn,
  identifiersIn,
  requiredIds,
  safeMessage,
  wholeNumber,
} from "../../framework/parameters.js";
import type { SandboxSystem, SystemOptions } from "../../framework/system.js";
import { toCard, toCardCustomer } from "./answers.js";
import { SignatureDesk } from "./signature.js";

/** Card management: card customers and their credit cards. Every request is signed with HMAC; live. */
export const card: SandboxSystem = {
  name: "card",
  basePath: "/cms/v1",
  defaultLatencyMs: 60,
  credentials: { keyId: "customer-graph", secret: "sandbox-card-hmac-secret" },

  register(app, bank, options) {
    const desk = new SignatureDesk(
      options.clock,
      options.credentials["keyId"] ?? "",
      options.credentials["secret"] ?? "",
    );
    app.setErrorHandler<Error>((error, _request, reply) => {
      const caller = callersFault(error);
      const body = caller ? cardError("bad_request", safeMessage(error)) : cardError("internal", "internal error");
      return reply.code(caller ? 400 : 500).send(body);
    });
    app.setNotFoundHandler((_request, reply) => reply.code(404).send(cardError("not_found", "no such resource")));
    // The signature covers the body's bytes, so they are kept as text until it has been checked.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, String(body)));
    app.addHook("preHandler", async (request, reply) => {
      const body = typeof request.body === "string" ? request.body : "";
      const fault = desk.check({ method: request.method, url: request.url, headers: request.headers, body });
      if (fault) return reply.code(401).send(cardError(fault, `the request is not accepted: ${fault}`));
      request.body = parsed(body);
      return undefined;
    });
    cardRoutes(app, bank, options);
  },

  failure(status) {
    const shown = status < 400 ? 503 : status;
    const body = cardError(shown === 429 || shown === 503 ? "busy" : "internal", "the system cannot answer now");
    return { status: shown, contentType: "application/json", body: JSON.stringify(body) };
  },
};

const IDENTIFIERS = ["CARD_CUSTOMER", "RESIDENT_ID", "PASSPORT", "USCC", "MOBILE", "EMAIL", "CARD_PAN"] as const;

function cardRoutes(app: FastifyInstance, bank: Bank, options: SystemOptions): void {
  const asOf = () => toInstant(options.asOf());

  app.get("/customers", async (request) => {
    const ids = requiredIds(asRecord(request.query), "ids");
    const found = ids.map((id) => bank.byRecordId("card", id));
    const customers = found.flatMap((customer) => (customer ? [toCardCustomer(customer)] : []));
    return { as_of: asOf(), customers, not_found: ids.filter((_, n) => found[n] === null) };
  });

  app.get("/customers/listing", async (request) => {
    const query = asRecord(request.query);
    const page = bank.records("card", cursorIn(query, "after"), wholeNumber(query, "limit", 200, 1_000));
    const entries = page.customers.map((customer) => ({
      customer_id: customer.card?.recordId,
      customer: toCardCustomer(customer),
    }));
    const changes_from = String(bank.lastChange("card"));
    return { as_of: asOf(), entries, next: page.next, total: page.total, changes_from };
  });

  app.get("/customers/changes", async (request) => {
    const query = asRecord(request.query);
    const [after, limit] = [cursorIn(query, "after"), wholeNumber(query, "limit", 200, 1_000)];
    const entries = bank.changes("card", after, limit).map(({ recordId, customer }) => ({
      customer_id: recordId,
      customer: customer && toCardCustomer(customer),
    }));
    const next = after + entries.length;
    return { as_of: asOf(), entries, next: String(next), more: next < bank.lastChange("card") };
  });

  app.post("/customers/search", async (request) => {
    const results = identifiersIn(request.body, "identifiers", IDENTIFIERS).map(({ type, value }, index) => ({
      index,
      customers: bank.byIdentifier("card", type, value).map(toCardCustomer),
    }));
    return { as_of: asOf(), results };
  });

  app.get("/cards", async (request) => {
    const ids = requiredIds(asRecord(request.query), "ids");
    const found = ids.map((id) => bank.card(id));
    const cards = found.flatMap((item) => (item ? [toCard(item)] : []));
    return { as_of: asOf(), cards, not_found: ids.filter((_, n) => found[n] === null) };
  });
}

/** A body that is no JSON is a parameter error, which the search then reports. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

let requests = 0;

function cardError(code: string, message: string) {
  requests += 1;
  return { error_code: code, error_message: message, request_id: `cms-${String(requests).padStart(6, "0")}` };
}
