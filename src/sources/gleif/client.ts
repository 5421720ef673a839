import { toInstant } from "../../domain/instant.js";
import type { Known, Outcome } from "../../domain/outcome.js";
import type { RegistryRecord } from "../../domain/records/registry.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { AnswerCheck, Contract } from "../../platform/contract.js";
import type { Deadline } from "../../platform/deadline.js";
import { assertKeyTypes, type CompanyKey, type CompanyRegistry } from "../company-registry.js";
import { toUnavailable } from "../settled.js";
import type { Upstream } from "../upstream.js";
import type { UpstreamAnswer } from "../upstream-call.js";
import { asIs } from "../wire-record.js";
import type { LeiRecordPage, RelationshipAnswer } from "./wire.generated.js";
import { hasDirectParent, toParentLei, toRegistryRecord } from "./wire.js";

/** The index's largest page, and as many keys as one address may carry. */
const BATCH = 200;

const HEADERS = { accept: "application/vnd.api+json" };

const FILTER: Readonly<Record<CompanyKey["type"], string>> = {
  LEI: "filter[lei]",
  USCC: "filter[entity.registeredAs]",
};

interface IndexPage {
  readonly records: ReadonlyMap<string, RegistryRecord>;
  readonly gaps: readonly SourceFault[];
  readonly answered: Omit<Known<unknown>, "value" | "kind">;
}

/** Calls of the GLEIF index: keyless, sixty a minute, two hundred records a call. */
export class GleifClient implements CompanyRegistry {
  readonly name = "gleif";
  readonly keyTypes: CompanyRegistry["keyTypes"] = new Set(["USCC", "LEI"]);
  readonly #checks: Record<"records" | "relationship", AnswerCheck>;

  constructor(
    private readonly upstream: Upstream,
    contract: Contract,
  ) {
    this.#checks = {
      records: contract.answer("LeiRecordPage"),
      relationship: contract.answer("RelationshipAnswer"),
    };
  }

  async fetchCompanies(keys: readonly CompanyKey[], deadline: Deadline): Promise<readonly Outcome<RegistryRecord>[]> {
    assertKeyTypes(this, keys);
    const outcomes = new Map<CompanyKey, Outcome<RegistryRecord>>();
    await Promise.all(batchesOf(keys).map((batch) => this.#fetchBatch(batch, deadline, outcomes)));
    return keys.map((key) => outcomes.get(key) ?? toUnavailable(new SourceFault(this.name, "SOURCE_MALFORMED")));
  }

  /** The LEI of the parent that consolidates this entity directly; absent where the index names none. Two calls, one after the other. */
  async fetchDirectParent(lei: string, deadline: Deadline): Promise<Outcome<string>> {
    const page = await this.#fetchPage("LEI", [lei], deadline);
    const { items } = page.record.listing("data", hasDirectParent);
    const answered = this.#answered(page);
    if (items[0] !== true) return { kind: "absent", ...answered };
    const path = `/lei-records/${encodeURIComponent(lei)}/direct-parent-relationship`;
    const request = { method: "GET" as const, path, headers: HEADERS };
    const { record } = await this.upstream.ask<RelationshipAnswer>(
      { operation: "relationship", request, check: this.#checks.relationship },
      deadline,
    );
    return { kind: "known", value: toParentLei(record.inner("data")), ...answered };
  }

  async #fetchBatch(
    batch: readonly CompanyKey[],
    deadline: Deadline,
    outcomes: Map<CompanyKey, Outcome<RegistryRecord>>,
  ): Promise<void> {
    const type = batch[0]?.type ?? "LEI";
    try {
      const page = this.#toIndexPage(
        type,
        await this.#fetchPage(
          type,
          batch.map(({ value }) => value),
          deadline,
        ),
      );
      for (const key of batch) outcomes.set(key, outcomeOf(key, page));
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      for (const key of batch) outcomes.set(key, toUnavailable(error));
    }
  }

  #fetchPage(
    type: CompanyKey["type"],
    values: readonly string[],
    deadline: Deadline,
  ): Promise<UpstreamAnswer<LeiRecordPage>> {
    const list = values.map(encodeURIComponent).join(",");
    const path = `/lei-records?${encodeURIComponent(FILTER[type])}=${list}&${encodeURIComponent("page[size]")}=${BATCH}`;
    return this.upstream.ask(
      { operation: "records", request: { method: "GET", path, headers: HEADERS }, check: this.#checks.records },
      deadline,
    );
  }

  #toIndexPage(type: CompanyKey["type"], page: UpstreamAnswer<LeiRecordPage>): IndexPage {
    const { items, gaps } = page.record.listing("data", toRegistryRecord);
    const records = new Map<string, RegistryRecord>();
    for (const record of items) {
      const key = type === "LEI" ? record.lei : record.unifiedSocialCreditCode;
      if (typeof key === "string") records.set(key, record);
    }
    const total = page.record.inner("meta").inner("pagination").required("total", asIs);
    const cutOff = items.length + gaps.length < total;
    const rest = cutOff ? [new SourceFault(this.name, "SOURCE_MALFORMED", { at: "meta/pagination/total" })] : [];
    return { records, gaps: [...gaps, ...rest], answered: this.#answered(page) };
  }

  /** Records are as of the day on which the whole index was last published. */
  #answered({ record, retrievedAt }: UpstreamAnswer<LeiRecordPage>): IndexPage["answered"] {
    const asOf = record.inner("meta").inner("goldenCopy").required("publishDate", toInstant);
    return { source: this.name, asOf, retrievedAt };
  }
}

/** A record that could not be read might be this one: then nothing is known, and nothing is known to be absent. */
function outcomeOf(key: CompanyKey, { records, gaps, answered }: IndexPage): Outcome<RegistryRecord> {
  const value = records.get(key.value);
  if (value !== undefined) return { kind: "known", value, ...answered };
  return gaps[0] === undefined ? { kind: "absent", ...answered } : toUnavailable(gaps[0]);
}

/** Keys of one kind together, at most as many as a call takes. */
function batchesOf(keys: readonly CompanyKey[]): readonly (readonly CompanyKey[])[] {
  return (["LEI", "USCC"] as const).flatMap((type) => {
    const ofType = keys.filter((key) => key.type === type);
    const batches = Math.ceil(ofType.length / BATCH);
    return Array.from({ length: batches }, (_, n) => ofType.slice(n * BATCH, (n + 1) * BATCH));
  });
}
