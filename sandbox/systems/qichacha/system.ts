import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Bank } from "../../bank/bank.js";
import type { Company } from "../../bank/model.js";
import type { SandboxSystem, SystemOptions } from "../../framework/system.js";
import { toPartner, toRegisterEntry } from "./company.js";
import { envelope, STATUS } from "./envelope.js";
import { isGenuine } from "./signature.js";

type Query = Readonly<Record<string, string | undefined>>;

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 20;

/** A second republisher of the company register, in the shape of its public interface. */
export const qichacha: SandboxSystem = {
  name: "qichacha",
  basePath: "",
  defaultLatencyMs: 600,
  credentials: { key: "sandbox-qichacha-key", secret: "sandbox-qichacha-secret" },
  register(app, bank, options) {
    answer(app, "/ECIInfoVerify/GetInfo", options, (searchKey) => {
      const company = find(bank, searchKey);
      const found = company
        ? { VerifyResult: 1, Data: toRegisterEntry(company, options.asOf()) }
        : { VerifyResult: 0, Data: null };
      return envelope(STATUS.found, found);
    });
    answer(app, "/ECIPartner/GetList", options, (searchKey, query) => {
      const company = find(bank, searchKey);
      return company ? partners(company, query) : envelope(STATUS.nothing);
    });
  },
  failure(status) {
    const own =
      status === 429 ? STATUS.tooMany : status === 401 || status === 403 ? STATUS.credentials : STATUS.ownFault;
    return {
      status: status >= 500 ? status : 200,
      contentType: "application/json",
      body: JSON.stringify(envelope(own)),
    };
  },
};

function answer(
  app: FastifyInstance,
  path: string,
  options: SystemOptions,
  respond: (searchKey: string, query: Query) => object,
): void {
  app.get(path, (request) => {
    const query = request.query as Query;
    if (!isAuthorised(request, query, options)) return envelope(STATUS.credentials);
    const searchKey = query["searchKey"]?.trim();
    return searchKey ? respond(searchKey, query) : envelope(STATUS.parameter);
  });
}

function isAuthorised({ headers }: FastifyRequest, query: Query, { credentials, clock }: SystemOptions): boolean {
  const signed = { key: query["key"], token: oneOf(headers["token"]), timespan: oneOf(headers["timespan"]) };
  return isGenuine(signed, { key: credentials["key"] ?? "", secret: credentials["secret"] ?? "" }, clock.now());
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

function find(bank: Bank, searchKey: string): Company | null {
  return (
    bank.companyByUscc("qichacha", searchKey.toUpperCase()) ??
    bank.companyByRegistrationNumber("qichacha", searchKey) ??
    bank.companiesByName("qichacha", searchKey)[0] ??
    null
  );
}

function partners(company: Company, query: Query): object {
  const pageIndex = Number(query["pageIndex"] ?? 1);
  const pageSize = Number(query["pageSize"] ?? DEFAULT_PAGE);
  if (!Number.isInteger(pageIndex) || pageIndex < 1 || !Number.isInteger(pageSize) || pageSize < 1)
    return envelope(STATUS.parameter);
  const size = Math.min(pageSize, LARGEST_PAGE);
  const page = company.shareholders.slice((pageIndex - 1) * size, pageIndex * size);
  if (page.length === 0) return envelope(STATUS.nothing);
  const paging = { PageSize: size, PageIndex: pageIndex, TotalRecords: company.shareholders.length };
  return envelope(
    STATUS.found,
    page.map((each) => toPartner(each, company)),
    paging,
  );
}
