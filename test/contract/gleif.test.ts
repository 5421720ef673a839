import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companies, textiles, trade, holdings } from "../../sandbox/bank/fixture/companies.js";
import type { Sandbox } from "../../sandbox/main.js";
import { GleifClient } from "../../src/sources/gleif/client.js";
import { gleif } from "../../src/sources/gleif/source.js";
import { ask, type Answer } from "../support/sandbox/clients.js";
import { contractNamed } from "../support/sources/border.js";
import { violationsOf } from "../support/sources/contract-keeper.js";
import { addressOf, quickSandbox } from "../support/sources/sandbox.js";
import { soon, upstreamTo } from "../support/sources/upstream.js";

const REAL = "549300LBI3LRIZ2V8V66";
const broken = violationsOf("gleif");

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await quickSandbox();
});
afterAll(async () => {
  await sandbox.stop();
});

async function kept(operation: string, path: string, status = 200): Promise<Answer> {
  const answer = await ask(`${addressOf(sandbox, "gleif").baseUrl}${path}`);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("application/vnd.api+json");
  expect(broken(operation, status, answer.body)).toEqual([]);
  return answer;
}

const leiOf = (company: { lei: string | null }): string => company.lei ?? "";

describe("the contract of the LEI index", () => {
  it("is kept by the real record, served as published", async () => {
    const { body } = await kept("GET /lei-records/{lei}", `/lei-records/${REAL}`);
    expect(body).toMatchObject({
      meta: { goldenCopy: { publishDate: "2024-07-06T08:00:00Z" } },
      data: { attributes: { entity: { legalName: { name: "UK EQUITY FUND (OFFSHORE)" } } } },
    });
  });

  it("is kept by single records and their parents", async () => {
    const { body } = await kept("GET /lei-records/{lei}", `/lei-records/${leiOf(textiles)}`);
    expect(body).toMatchObject({ data: { attributes: { entity: { registeredAs: textiles.uscc } } } });
    const path = `/lei-records/${leiOf(trade)}/direct-parent-relationship`;
    const parent = await kept("GET /lei-records/{lei}/direct-parent-relationship", path);
    const relationship = { startNode: { id: trade.lei }, endNode: { id: holdings.lei } };
    expect(parent.body).toMatchObject({ data: { attributes: { relationship } } });
  });

  it("is kept by pages of records", async () => {
    const leis = [REAL, leiOf(textiles), leiOf(trade), leiOf(textiles)].join(",");
    const { body } = await kept("GET /lei-records", `/lei-records?filter[lei]=${leis}&page[size]=2&page[number]=2`);
    expect(body).toMatchObject({
      meta: { pagination: { currentPage: 2, perPage: 2, from: 3, to: 3, total: 3, lastPage: 2 } },
      data: [{ id: trade.lei }],
    });
    const byNumber = await kept("GET /lei-records", `/lei-records?filter[entity.registeredAs]=${textiles.uscc}`);
    expect(byNumber.body).toMatchObject({ data: [{ id: textiles.lei }] });
    expect((await kept("GET /lei-records", "/lei-records?filter[lei]=5493001KJTIIGC8Y1R12")).body).toMatchObject({
      data: [],
    });
  });

  it("is kept by refusals", async () => {
    await kept("GET /lei-records/{lei}", "/lei-records/5493001KJTIIGC8Y1R12", 404);
    await kept(
      "GET /lei-records/{lei}/direct-parent-relationship",
      `/lei-records/${REAL}/direct-parent-relationship`,
      404,
    );
    await kept("GET /lei-records", "/lei-records", 400);
    await kept("GET /lei-records", `/lei-records?filter[lei]=${REAL}&page[size]=201`, 400);
  });
});

describe("the pace of the LEI index", () => {
  it("is sixty calls a minute", async () => {
    const other = await quickSandbox();
    const url = `${addressOf(other, "gleif").baseUrl}/lei-records/${REAL}`;
    const statuses = await Promise.all(Array.from({ length: 61 }, async () => (await ask(url)).status));
    const refused = await ask(url);
    await other.stop();
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(broken("GET /lei-records/{lei}", refused.status, refused.body)).toEqual([]);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("the GLEIF connector against the sandbox", () => {
  const client = () => new GleifClient(upstreamTo(gleif, addressOf(sandbox, "gleif").baseUrl), contractNamed("gleif"));
  const lei = (value: string) => ({ type: "LEI" as const, value });
  const uscc = (value: string) => ({ type: "USCC" as const, value });

  it("brings companies by either number in one call for each kind, in order", async () => {
    sandbox.control.resetCounters();
    const keys = [
      uscc(textiles.uscc),
      lei(REAL),
      lei("5493001KJTIIGC8Y1R12"),
      uscc("91110000MA0ABCD1XU"),
      lei(leiOf(trade)),
    ];
    const outcomes = await client().fetchCompanies(keys, soon());
    expect(sandbox.control.counters()["gleif"]?.calls).toBe(2);
    expect(outcomes).toMatchObject([
      {
        kind: "known",
        source: "gleif",
        asOf: Date.parse("2026-06-30T00:00:00Z"),
        value: {
          name: textiles.name,
          lei: textiles.lei,
          unifiedSocialCreditCode: textiles.uscc,
          status: "ACTIVE",
          establishedOn: "2008-04-18",
          shareholders: [],
        },
      },
      { kind: "known", value: { name: "UK EQUITY FUND (OFFSHORE)" } },
      { kind: "absent" },
      { kind: "absent" },
      { kind: "known", value: { name: trade.name } },
    ]);
  });

  it("asks for no more than two hundred at once", async () => {
    sandbox.control.resetCounters();
    const unknown = Array.from({ length: 201 }, (_, n) => lei(`549300${String(n).padStart(12, "0")}00`));
    const outcomes = await client().fetchCompanies([...unknown, lei(REAL)], soon());
    expect(sandbox.control.counters()["gleif"]?.calls).toBe(2);
    expect(outcomes.slice(0, 201).every(({ kind }) => kind === "absent")).toBe(true);
    expect(outcomes[201]).toMatchObject({ kind: "known" });
  });

  it("finds the parent where there is one", async () => {
    expect(await client().fetchDirectParent(leiOf(trade), soon())).toMatchObject({
      kind: "known",
      value: holdings.lei,
    });
    expect(await client().fetchDirectParent(REAL, soon())).toMatchObject({ kind: "absent" });
    expect(companies).toContain(holdings);
  });

  it("does not call a company absent when a record of its page cannot be read", async () => {
    sandbox.control.setFaults("gleif", { mutations: [{ path: "data[0].attributes.entity", remove: true }] });
    const outcomes = await client().fetchCompanies([lei(leiOf(textiles)), lei(leiOf(trade))], soon());
    sandbox.control.reset();
    expect(outcomes).toMatchObject([
      { kind: "unavailable", because: { code: "SOURCE_MALFORMED", at: "data/0/attributes/entity" } },
      { kind: "known", value: { name: trade.name } },
    ]);
  });

  it("does not call a company absent that may stand on a page it did not get", async () => {
    sandbox.control.setFaults("gleif", { mutations: [{ path: "meta.pagination.total", set: 201 }] });
    const outcomes = await client().fetchCompanies([lei(leiOf(textiles)), lei("5493001KJTIIGC8Y1R12")], soon());
    sandbox.control.reset();
    expect(outcomes).toMatchObject([
      { kind: "known" },
      { kind: "unavailable", because: { at: "meta/pagination/total" } },
    ]);
  });

  it("tells of being too fast, with the time to wait", async () => {
    sandbox.control.setFaults("gleif", { rateLimitPerMinute: 0 });
    const outcomes = await client().fetchCompanies([lei(REAL)], soon());
    sandbox.control.reset();
    expect(outcomes).toMatchObject([{ kind: "unavailable", because: { code: "SOURCE_THROTTLED" } }]);
  });
});
