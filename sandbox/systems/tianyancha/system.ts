import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Bank } from "../../bank/bank.js";
import type { Company } from "../../bank/model.js";
import { sameText } from "../../framework/secrets.js";
import type { SandboxSystem, SystemOptions } from "../../framework/system.js";
import { toBaseInfo, toSearchHit, toShareholder } from "./company.js";
import { type BusinessErrorCode, type Envelope, failed, succeeded } from "./envelope.js";

type Query = Readonly<Record<string, string | undefined>>;

const LARGEST_PAGE = 20;

/** A commercial republisher of the company register, in the shape of its public interface. */
export const tianyancha: SandboxSystem = {
  name: "tianyancha",
  basePath: "",
  defaultLatencyMs: 600,
  credentials: { token: "sandbox-tianyancha-token" },
  register(app, bank, options) {
    answer(app, "/services/open/ic/baseinfo/normal", "keyword", options, (keyword) => {
      const company = find(bank, keyword);
      return company ? succeeded(toBaseInfo(company, options.asOf())) : failed(300000);
    });
    answer(app, "/services/open/ic/holder/2.0", "keyword", options, (keyword, query) => {
      const company = find(bank, keyword);
      if (!company || company.shareholders.length === 0) return failed(300000);
      return page(company.shareholders, query, (shareholding) => toShareholder(company, shareholding));
    });
    answer(app, "/services/open/search/2.0", "word", options, (word, query) => {
      const companies = search(bank, word);
      return companies.length === 0 ? failed(300000) : page(companies, query, (company) => toSearchHit(company, word));
    });
    app.get("/services/*", () => failed(300010));
  },
  failure(status) {
    const code: BusinessErrorCode =
      status === 429 ? 300004 : status === 401 ? 300002 : status === 403 ? 300005 : 300001;
    // Whatever happens behind it, this interface answers 200; only its front door, when it is down, says otherwise.
    return {
      status: status >= 500 ? status : 200,
      contentType: "application/json",
      body: JSON.stringify(failed(code)),
    };
  },
};

function answer(
  app: FastifyInstance,
  path: string,
  required: string,
  options: SystemOptions,
  respond: (keyword: string, query: Query) => Envelope,
): void {
  app.get(path, (request) => {
    if (!isAuthorised(request, options)) return failed(300002);
    const query = request.query as Query;
    const keyword = query[required]?.trim();
    return keyword ? respond(keyword, query) : failed(300008);
  });
}

/** The raw token, without a scheme. */
function isAuthorised(request: FastifyRequest, { credentials }: SystemOptions): boolean {
  return sameText(request.headers.authorization ?? "", credentials["token"] ?? "");
}

function find(bank: Bank, keyword: string): Company | null {
  return search(bank, keyword)[0] ?? null;
}

function search(bank: Bank, keyword: string): readonly Company[] {
  const byNumber =
    bank.companyByUscc("tianyancha", keyword.toUpperCase()) ?? bank.companyByRegistrationNumber("tianyancha", keyword);
  return byNumber ? [byNumber] : bank.companiesByName("tianyancha", keyword);
}

function page<T>(all: readonly T[], query: Query, toItem: (item: T) => object): Envelope {
  const pageNum = Number(query["pageNum"] ?? 1);
  const pageSize = Number(query["pageSize"] ?? LARGEST_PAGE);
  if (!Number.isInteger(pageNum) || pageNum < 1 || !Number.isInteger(pageSize) || pageSize < 1) return failed(300008);
  const size = Math.min(pageSize, LARGEST_PAGE);
  const items = all.slice((pageNum - 1) * size, pageNum * size);
  return succeeded({ total: all.length, items: items.map(toItem) });
}
