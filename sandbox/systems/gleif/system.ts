import type { FastifyInstance, FastifyReply } from "fastify";
import { RateLimit } from "../../framework/rate-limit.js";
import type { SandboxSystem, SystemOptions } from "../../framework/system.js";
import { LeiIndex, toPage, toPageRequest } from "./index-page.js";
import { toRelationshipRecord } from "./lei-record.js";

const JSON_API = "application/vnd.api+json";
const BASE_URL = "https://api.gleif.org/api/v1";
type Query = Readonly<Record<string, string | undefined>>;

/** The public index of legal entity identifiers. It asks for no key, and admits 60 calls a minute unless told otherwise. */
export function gleifAdmitting(callsPerMinute: number): SandboxSystem {
  return {
    name: "gleif",
    basePath: "/api/v1",
    defaultLatencyMs: 600,
    credentials: {},
    register(app, bank, options) {
      const index = new LeiIndex(bank, BASE_URL);
      limitCalls(app, callsPerMinute);
      app.get("/lei-records", (request, reply) => {
        const query = request.query as Query;
        const page = toPageRequest(query["page[size]"], query["page[number]"]);
        const records = select(index, query);
        if (!page || !records) return problem(reply, 400, "Bad Request");
        return send(reply, toPage(records, page, publishDate(options)));
      });
      app.get("/lei-records/:lei", (request, reply) => {
        const { lei } = request.params as { lei: string };
        const data = index.byLei(lei);
        if (!data) return problem(reply, 404, "Not Found");
        return send(reply, index.realAnswer(lei) ?? { meta: meta(options), data });
      });
      app.get("/lei-records/:lei/direct-parent-relationship", (request, reply) => {
        const { lei } = request.params as { lei: string };
        const parent = index.parentOf(lei);
        if (!parent) return problem(reply, 404, "Not Found");
        return send(reply, { meta: meta(options), data: toRelationshipRecord(lei, parent) });
      });
    },
    failure(status) {
      const shown = status >= 400 ? status : 503;
      return { status: shown, contentType: JSON_API, body: JSON.stringify(errors(shown, "Unavailable")) };
    },
  };
}

export const gleif: SandboxSystem = gleifAdmitting(60);

function limitCalls(app: FastifyInstance, callsPerMinute: number): void {
  const limit = new RateLimit();
  app.addHook("onRequest", async (_, reply) => {
    const wait = limit.refuse(callsPerMinute);
    if (wait !== null) await problem(reply.header("retry-after", String(wait)), 429, "Too Many Requests");
  });
}

/** The records that a filter names, in its order; null without a filter that this index knows. */
function select(index: LeiIndex, query: Query): readonly object[] | null {
  const leis = query["filter[lei]"];
  const numbers = query["filter[entity.registeredAs]"];
  if (leis !== undefined) return present(split(leis), (lei) => index.byLei(lei));
  if (numbers !== undefined) return present(split(numbers), (number) => index.byRegisteredNumber(number));
  return null;
}

function split(list: string): readonly string[] {
  return [...new Set(list.split(",").map((each) => each.trim()))].filter((each) => each !== "");
}

function present(keys: readonly string[], find: (key: string) => object | null): readonly object[] {
  return keys.map(find).filter((each) => each !== null);
}

/** The index is published three times a day; this is the first of them. */
function publishDate(options: SystemOptions): string {
  return `${options.asOf().toISOString().slice(0, 10)}T00:00:00Z`;
}

function meta(options: SystemOptions): object {
  return { goldenCopy: { publishDate: publishDate(options) } };
}

function send(reply: FastifyReply, answer: object): FastifyReply {
  return reply.type(JSON_API).send(JSON.stringify(answer));
}

function problem(reply: FastifyReply, status: number, title: string): FastifyReply {
  return reply
    .status(status)
    .type(JSON_API)
    .send(JSON.stringify(errors(status, title)));
}

function errors(status: number, title: string): object {
  return { errors: [{ status: String(status), title, detail: title }] };
}
