import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companies, logistics, textiles } from "../../sandbox/bank/fixture/companies.js";
import { fixtureClock } from "../../sandbox/framework/clock.js";
import type { Sandbox } from "../../sandbox/main.js";
import { isGenuine, tokenFor } from "../../sandbox/systems/qichacha/signature.js";
import { QichachaClient } from "../../src/sources/qichacha/client.js";
import { qichacha } from "../../src/sources/qichacha/source.js";
import { ask } from "../support/sandbox/clients.js";
import { contractNamed, fixture } from "../support/sources/border.js";
import { violationsOf } from "../support/sources/contract-keeper.js";
import { addressOf, quickSandbox } from "../support/sources/sandbox.js";
import { fixtureNow, recordedLog, soon, upstreamTo } from "../support/sources/upstream.js";

const REGISTER = "/ECIInfoVerify/GetInfo";
const PARTNERS = "/ECIPartner/GetList";
const NOW = String(fixtureClock.now().getTime() / 1000);
const broken = violationsOf("qichacha");

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await quickSandbox();
});
afterAll(async () => {
  await sandbox.stop();
});

interface Body {
  Status: string;
  Paging: object;
  Result: { VerifyResult: number; Data: Record<string, unknown> } & Record<string, unknown>[];
}

async function kept(path: string, query: Record<string, string>, timespan = NOW, secret?: string): Promise<Body> {
  const { baseUrl, credentials } = addressOf(sandbox, "qichacha");
  const key = credentials["key"] ?? "";
  const token = tokenFor(key, timespan, secret ?? credentials["secret"] ?? "");
  const url = `${baseUrl}${path}?${new URLSearchParams({ key, ...query })}`;
  const { status, body } = await ask(url, { token, timespan });
  expect(broken(`GET ${path}`, status, body)).toEqual([]);
  return body as Body;
}

describe("Qichacha's contract", () => {
  it("is kept by the fixture, wrapped and bare", () => {
    const wrapped = fixture("qichacha.register.json");
    const bare = { ...wrapped, Result: (wrapped["Result"] as { Data: object }).Data };
    expect(broken(`GET ${REGISTER}`, 200, wrapped)).toEqual([]);
    expect(broken(`GET ${REGISTER}`, 200, bare)).toEqual([]);
  });

  it("is kept by the sandbox, in results and in refusals", async () => {
    const searchKey = textiles.uscc;
    for (const by of [textiles.uscc, textiles.name, textiles.registrationNumber]) {
      expect((await kept(REGISTER, { searchKey: by })).Result).toMatchObject({
        VerifyResult: 1,
        Data: { CreditCode: textiles.uscc },
      });
    }
    const paged = await kept(PARTNERS, { searchKey, pageIndex: "2", pageSize: "1" });
    expect(paged).toMatchObject({ Status: "200", Paging: { PageSize: 1, PageIndex: 2, TotalRecords: 2 } });
    expect(paged.Result.map(({ StockName }) => StockName)).toEqual(["周永丰"]);
    expect((await kept(PARTNERS, { searchKey, pageIndex: "9" })).Status).toBe("201");
    expect((await kept(PARTNERS, { searchKey: "nobody" })).Status).toBe("201");
    expect(await kept(REGISTER, { searchKey: "nobody" })).toMatchObject({ Status: "200", Result: { VerifyResult: 0 } });
    for (const path of [REGISTER, PARTNERS]) expect((await kept(path, {})).Status).toBe("202");
  });

  it("admits only who can sign, and only now", async () => {
    const searchKey = textiles.uscc;
    const seconds = Number(NOW);
    for (const path of [REGISTER, PARTNERS]) {
      expect((await kept(path, { searchKey }, NOW, "wrong")).Status).toBe("101");
      expect((await kept(path, { searchKey, key: "wrong" })).Status).toBe("101");
      expect((await kept(path, { searchKey }, String(seconds - 301))).Status).toBe("101");
      expect((await kept(path, { searchKey }, String(seconds + 299))).Status).toBe("200");
    }
    const at = new Date(1_700_000_000_000);
    const demo = { key: "demo-key", token: "D31228E9463E47F39786F43F0A68D3C8", timespan: "1700000000" };
    expect(isGenuine(demo, { key: "demo-key", secret: "demo-secret" }, at)).toBe(true);
    expect(
      isGenuine({ ...demo, token: demo.token.toLowerCase() }, { key: "demo-key", secret: "demo-secret" }, at),
    ).toBe(false);
  });

  it("writes numbers as text and the same thing in several ways", async () => {
    const entries = await Promise.all(
      companies.map(async ({ uscc }) => (await kept(REGISTER, { searchKey: uscc })).Result.Data),
    );
    const text = JSON.stringify(entries);
    expect(text).toMatch(/"RegistCapi":"\d+万元人民币"/);
    expect(text).toMatch(/"RegistCapi":"\d+万人民币"/);
    expect(text).toMatch(/"StockPercent":"\d+%"/);
    expect(text).toMatch(/"StockPercent":"\d+\.\d{4}%"/);
    expect(text).toMatch(/"StartDate":"\d{4}-\d{2}-\d{2} 00:00:00"/);
    expect(text).toMatch(/"StartDate":"\d{4}-\d{2}-\d{2}"/);
  });
});

describe("the Qichacha connector against the sandbox", () => {
  const client = (secret?: string, log = recordedLog()) => {
    const { baseUrl, credentials } = addressOf(sandbox, "qichacha");
    const signing = { key: credentials["key"] ?? "", secret: secret ?? credentials["secret"] ?? "" };
    return new QichachaClient(upstreamTo(qichacha, baseUrl, log), signing, contractNamed("qichacha"), fixtureNow);
  };
  const key = (value: string) => ({ type: "USCC" as const, value });

  it("brings companies with their shareholders in one call each, and says which are not there", async () => {
    sandbox.control.resetCounters();
    const [first, none] = await client().fetchCompanies([key(logistics.uscc), key("91110000MA0ABCD1XU")], soon());
    expect(sandbox.control.counters()["qichacha"]?.calls).toBe(2);
    expect(none).toMatchObject({ kind: "absent", source: "qichacha" });
    // This register says 51 %, where the other says 55 %.
    expect(first).toMatchObject({
      kind: "known",
      asOf: Date.parse("2026-06-30T00:00:00+08:00"),
      value: {
        name: logistics.name,
        registeredCapital: { amount: "200000000.00", currency: "CNY" },
        establishedOn: "2008-04-18",
        industry: "道路运输业",
        shareholders: [
          { kind: "ORGANIZATION", percent: "51" },
          { kind: "PERSON", percent: "49" },
        ],
      },
    });
  });

  it("reads every company of the fixture the same, whatever its disorder", async () => {
    const outcomes = await client().fetchCompanies(
      companies.map(({ uscc }) => key(uscc)),
      soon(),
    );
    for (const [index, { name, registeredCapital, establishedOn }] of companies.entries()) {
      expect(outcomes[index]).toMatchObject({
        kind: "known",
        value: { name, establishedOn, registeredCapital: { amount: registeredCapital, currency: "CNY" } },
      });
    }
  });

  it.each([["wrapped"], ["bare"]])("reads an entry that is %s", async (shape) => {
    const { control } = sandbox;
    if (shape === "bare") {
      const bare = { KeyNo: "k1", Name: "永丰纺织有限公司", Status: "存续" };
      control.setFaults("qichacha", { mutations: [{ path: "Result", set: bare }] });
    }
    const [outcome] = await client().fetchCompanies([key(textiles.uscc)], soon());
    control.reset();
    expect(outcome).toMatchObject({ kind: "known", value: { name: "永丰纺织有限公司" } });
  });

  it("turns refusals into faults that keep the code and no text", async () => {
    const log = recordedLog();
    const [refused] = await client("wrong", log).fetchCompanies([key(textiles.uscc)], soon());
    expect(refused).toMatchObject({ kind: "unavailable", because: { code: "SOURCE_UNAVAILABLE" } });
    expect(JSON.stringify(log.lines)).toContain('"upstreamCode":"101"');
    expect(JSON.stringify(log.lines)).not.toMatch(/KEY|9133|secret/);
  });
});
