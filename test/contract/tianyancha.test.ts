import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companies, logistics, textiles } from "../../sandbox/bank/fixture/companies.js";
import type { Sandbox } from "../../sandbox/main.js";
import { SourceFault } from "../../src/domain/source-fault.js";
import { unseal } from "../../src/domain/unseal.js";
import { TianyanchaClient } from "../../src/sources/tianyancha/client.js";
import { tianyancha } from "../../src/sources/tianyancha/source.js";
import { ask } from "../support/sandbox/clients.js";
import { contractNamed, fixture } from "../support/sources/border.js";
import { violationsOf } from "../support/sources/contract-keeper.js";
import { addressOf, quickSandbox } from "../support/sources/sandbox.js";
import { recordedLog, soon, upstreamTo } from "../support/sources/upstream.js";

const BASE_INFO = "/services/open/ic/baseinfo/normal";
const HOLDERS = "/services/open/ic/holder/2.0";
const SEARCH = "/services/open/search/2.0";
const broken = violationsOf("tianyancha");

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await quickSandbox();
});
afterAll(async () => {
  await sandbox.stop();
});

interface Body {
  error_code: number;
  result: { total: number; items: Record<string, unknown>[] } & Record<string, unknown>;
}

async function kept(path: string, query: Record<string, string>, token?: string): Promise<Body> {
  const { baseUrl, credentials } = addressOf(sandbox, "tianyancha");
  const url = `${baseUrl}${path}?${new URLSearchParams(query)}`;
  const { status, body } = await ask(url, { authorization: token ?? credentials["token"] ?? "" });
  expect(broken(`GET ${path}`, status, body)).toEqual([]);
  return body as Body;
}

describe("Tianyancha's contract", () => {
  it("is kept by the fixtures", () => {
    expect(broken(`GET ${BASE_INFO}`, 200, fixture("tianyancha.base-info.json"))).toEqual([]);
    expect(broken(`GET ${HOLDERS}`, 200, fixture("tianyancha.holders.json"))).toEqual([]);
  });

  it("is kept by the sandbox, in results and in refusals", async () => {
    const keyword = textiles.uscc;
    expect((await kept(BASE_INFO, { keyword })).result).toMatchObject({ creditCode: textiles.uscc, type: 1 });
    expect((await kept(BASE_INFO, { keyword: textiles.name })).error_code).toBe(0);
    expect((await kept(BASE_INFO, { keyword: textiles.registrationNumber })).error_code).toBe(0);
    expect((await kept(HOLDERS, { keyword })).result).toMatchObject({ total: 2, items: [{ type: 1 }, { type: 2 }] });
    expect((await kept(SEARCH, { word: textiles.name })).result.items[0]?.["name"]).toBe(`<em>${textiles.name}</em>`);
    for (const path of [BASE_INFO, HOLDERS, SEARCH]) {
      expect((await kept(path, { keyword, word: keyword }, "wrong")).error_code).toBe(300002);
      expect((await kept(path, { keyword, word: keyword }, "Bearer sandbox-tianyancha-token")).error_code).toBe(300002);
      expect((await kept(path, {})).error_code).toBe(300008);
      expect((await kept(path, { keyword: "nobody", word: "nobody" })).error_code).toBe(300000);
    }
    const { baseUrl } = addressOf(sandbox, "tianyancha");
    expect((await ask(`${baseUrl}/services/open/none`)).body).toMatchObject({ error_code: 300010 });
  });

  it("pages by twenty at most", async () => {
    const keyword = textiles.uscc;
    const { result } = await kept(HOLDERS, { keyword, pageNum: "2", pageSize: "1" });
    expect(result).toMatchObject({ total: 2, items: [{ name: "周永丰" }] });
    expect((await kept(HOLDERS, { keyword, pageNum: "0" })).error_code).toBe(300008);
  });

  it("is disorderly in the sandbox as it is in life", async () => {
    const infos = await Promise.all(
      companies.map(async ({ uscc }) => (await kept(BASE_INFO, { keyword: uscc })).result),
    );
    const lists = await Promise.all(
      companies.map(async ({ uscc }) => (await kept(HOLDERS, { keyword: uscc })).result.items),
    );
    const days = infos.flatMap((info) => [info["estiblishTime"], info["fromTime"]]);
    expect(days.some((day) => typeof day === "number")).toBe(true);
    expect(days.some((day) => /^\d{13}$/.test(String(day)) && typeof day === "string")).toBe(true);
    expect(days.some((day) => /^\d{4}-\d{2}-\d{2}$/.test(String(day)))).toBe(true);
    expect(days.some((day) => String(day).endsWith(" 00:00:00.0"))).toBe(true);
    const capitals = infos.map((info) => String(info["regCapital"]));
    expect(capitals.some((text) => text.endsWith("万人民币"))).toBe(true);
    expect(capitals.some((text) => /\.\d{6}万$/.test(text))).toBe(true);
    expect(infos.every((info) => info["alias"] === "--" && info["actualCapital"] === "-")).toBe(true);
    const ids = lists.flat().map((holder) => holder["id"]);
    expect(new Set(ids.map((id) => typeof id))).toEqual(new Set(["number", "string"]));
    expect(ids.every((id) => Number(id) > 2 ** 31)).toBe(true);
    expect(JSON.stringify(lists)).toMatch(/"percent":"\d+\.\d{2}%"/);
  });
});

describe("the Tianyancha connector against the sandbox", () => {
  const client = (token?: string, log = recordedLog()) => {
    const { baseUrl, credentials } = addressOf(sandbox, "tianyancha");
    const upstream = upstreamTo(tianyancha, baseUrl, log);
    return new TianyanchaClient(upstream, { token: token ?? credentials["token"] ?? "" }, contractNamed("tianyancha"));
  };
  const key = (value: string) => ({ type: "USCC" as const, value });

  it("brings companies with their shareholders, in order, and says which are not there", async () => {
    const [first, none, second] = await client().fetchCompanies(
      [key(logistics.uscc), key("91110000MA0ABCD1XU"), key(textiles.uscc)],
      soon(),
    );
    expect(none).toMatchObject({ kind: "absent", source: "tianyancha" });
    expect(second).toMatchObject({ kind: "known", value: { name: textiles.name } });
    if (first?.kind !== "known") throw new Error("the company is not known");
    expect(first.value).toMatchObject({
      name: logistics.name,
      unifiedSocialCreditCode: logistics.uscc,
      registrationNumber: logistics.registrationNumber,
      registeredCapital: { amount: "200000000.00", currency: "CNY" },
      establishedOn: "2008-04-18",
      address: logistics.address,
      legalRepresentative: { kind: "PERSON" },
      shareholders: [
        { kind: "ORGANIZATION", percent: "55" },
        { kind: "PERSON", percent: "45" },
      ],
    });
    const { shareholders } = first.value;
    if (shareholders instanceof SourceFault) throw shareholders;
    expect(shareholders.map(({ name }) => unseal(name))).toEqual([textiles.name, "徐涛"]);
  });

  it("reads every company of the fixture the same, whatever its disorder", async () => {
    const outcomes = await client().fetchCompanies(
      companies.map(({ uscc }) => key(uscc)),
      soon(),
    );
    for (const [index, company] of companies.entries()) {
      expect(outcomes[index]).toMatchObject({
        kind: "known",
        value: {
          name: company.name,
          establishedOn: company.establishedOn,
          registeredCapital: { amount: company.registeredCapital, currency: "CNY" },
        },
      });
    }
  });

  it("does not take a list for whole that is shorter than its total", async () => {
    const { control } = sandbox;
    control.reset();
    control.setFaults("tianyancha", { endpoints: [`GET ${HOLDERS}`], mutations: [{ path: "result.total", set: 41 }] });
    const [outcome] = await client().fetchCompanies([key(textiles.uscc)], soon());
    expect(control.counters()["tianyancha"]?.endpoints[`GET ${HOLDERS}`]?.calls).toBe(3);
    control.reset();
    expect(outcome).toMatchObject({
      kind: "known",
      value: { name: textiles.name, shareholders: { code: "SOURCE_MALFORMED", at: "result/total" } },
    });
  });

  it("turns refusals into faults, keeping what it may and saying no value", async () => {
    const log = recordedLog();
    const [refused] = await client("wrong", log).fetchCompanies([key(textiles.uscc)], soon());
    expect(refused).toMatchObject({ kind: "unavailable", because: { code: "SOURCE_MISCONFIGURED" } });
    expect(JSON.stringify(log.lines)).not.toMatch(/wrong|永丰|9133/);
  });

  it("keeps the company when only its shareholders fail", async () => {
    sandbox.control.setFaults("tianyancha", { endpoints: [`GET ${HOLDERS}`], errorRate: 1, errorStatus: 429 });
    const [outcome] = await client().fetchCompanies([key(textiles.uscc)], soon());
    sandbox.control.reset();
    expect(outcome).toMatchObject({
      kind: "known",
      value: { name: textiles.name, shareholders: { code: "SOURCE_THROTTLED" } },
    });
  });
});
