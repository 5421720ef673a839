import type { Instant } from "../../domain/instant.js";
import type { Elements, Outcome } from "../../domain/outcome.js";
import type { RegistryRecord, RegistryShareholder } from "../../domain/records/registry.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { AnswerCheck, Contract } from "../../platform/contract.js";
import type { Deadline } from "../../platform/deadline.js";
import { assertKeyTypes, type CompanyKey, type CompanyRegistry } from "../company-registry.js";
import { settled } from "../settled.js";
import type { Upstream } from "../upstream.js";
import { toRefusal, type UpstreamAnswer } from "../upstream-call.js";
import { asIs } from "../wire-record.js";
import type { BaseInfo, HolderPage } from "./wire.generated.js";
import { NO_DATA, REFUSES_ALL, toFaultCode, toRegistryRecord, toShareholder, toUpdateInstant } from "./wire.js";

export interface TianyanchaCredentials {
  readonly token: string;
}

/** What every answer looks like, results and refusals alike. */
interface Envelope<R extends object> {
  readonly error_code: number;
  readonly result?: R | null;
}

/** The provider's largest page. */
const PAGE_SIZE = 20;

/** Each page is a paid call: a company with more than a thousand holders is a listed one, whose list is no use here. */
const MOST_PAGES = 50;

/** Calls of the Tianyancha interface. It has no batches: a company costs two calls at once, and one for each further page. */
export class TianyanchaClient implements CompanyRegistry {
  readonly name = "tianyancha";
  readonly keyTypes: CompanyRegistry["keyTypes"] = new Set(["USCC"]);
  readonly #checks: Record<"baseInfo" | "holders" | "businessError", AnswerCheck>;

  constructor(
    private readonly upstream: Upstream,
    private readonly credentials: TianyanchaCredentials,
    contract: Contract,
  ) {
    this.#checks = {
      baseInfo: contract.answer("BaseInfoAnswer"),
      holders: contract.answer("HolderAnswer"),
      businessError: contract.answer("BusinessError"),
    };
  }

  async fetchCompanies(keys: readonly CompanyKey[], deadline: Deadline): Promise<readonly Outcome<RegistryRecord>[]> {
    assertKeyTypes(this, keys);
    return Promise.all(keys.map(({ value }) => settled(this.#fetchCompany(value, deadline))));
  }

  async #fetchCompany(keyword: string, deadline: Deadline): Promise<Outcome<RegistryRecord>> {
    const path = `/services/open/ic/baseinfo/normal?keyword=${encodeURIComponent(keyword)}`;
    const [answer, shareholders] = await Promise.all([
      this.#ask<BaseInfo>("baseInfo", path, deadline),
      this.#fetchShareholders(keyword, deadline),
    ]);
    const { retrievedAt } = answer;
    if (isNoData(answer)) return { kind: "absent", source: this.name, asOf: retrievedAt, retrievedAt };
    const company = answer.record.inner("result");
    const asOf: Instant = toUpdateInstant(company) ?? retrievedAt;
    return { kind: "known", source: this.name, value: toRegistryRecord(company, shareholders), asOf, retrievedAt };
  }

  /** All of them, or the fault that keeps the list from being whole. */
  async #fetchShareholders(keyword: string, deadline: Deadline): Promise<Elements<RegistryShareholder>> {
    try {
      const first = await this.#fetchPage(keyword, 1, deadline);
      if (isNoData(first)) return [];
      const total = first.record.inner("result").required("total", asIs);
      const pages = Math.ceil(total / PAGE_SIZE);
      if (pages > MOST_PAGES) throw new SourceFault(this.name, "SOURCE_BUDGET_EXHAUSTED", { at: "result/total" });
      const others = Array.from({ length: Math.max(0, pages - 1) }, (_, n) =>
        this.#fetchPage(keyword, n + 2, deadline),
      );
      const all: RegistryShareholder[] = [];
      for (const page of [first, ...(await Promise.all(others))]) {
        const shareholders = page.record.inner("result").elements("items", toShareholder);
        if (shareholders instanceof SourceFault) return shareholders;
        all.push(...shareholders);
      }
      if (all.length < total) throw new SourceFault(this.name, "SOURCE_MALFORMED", { at: "result/total" });
      return all;
    } catch (error) {
      if (error instanceof SourceFault) return error;
      throw error;
    }
  }

  #fetchPage(keyword: string, page: number, deadline: Deadline): Promise<UpstreamAnswer<Envelope<HolderPage>>> {
    const path = `/services/open/ic/holder/2.0?keyword=${encodeURIComponent(keyword)}&pageNum=${page}&pageSize=${PAGE_SIZE}`;
    return this.#ask<HolderPage>("holders", path, deadline);
  }

  #ask<R extends object>(
    operation: "baseInfo" | "holders",
    path: string,
    deadline: Deadline,
  ): Promise<UpstreamAnswer<Envelope<R>>> {
    return this.upstream.ask<Envelope<R>>(
      {
        operation,
        // The raw token, without a scheme.
        request: { method: "GET", path, headers: { authorization: this.credentials.token } },
        check: (answer) =>
          this.#checks[(answer as Envelope<R>).error_code === NO_DATA ? "businessError" : operation](answer),
        refusal: (_, { error_code: number }) => toRefusal(toFaultCode(number), number, REFUSES_ALL.has(number)),
      },
      deadline,
    );
  }
}

function isNoData({ record }: UpstreamAnswer<Envelope<object>>): boolean {
  return record.required("error_code", asIs) === NO_DATA;
}
