import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../sandbox/main.js";
import { ask, cardClient, coreToken, loanClient } from "../../support/sandbox/clients.js";

let sandbox: Sandbox;
let now = new Date("2026-06-30T10:00:00+08:00");

beforeAll(async () => {
  sandbox = await startSandbox({ size: 1_000, latency: "none", clock: { now: () => now } });
});
afterAll(async () => sandbox.stop());

it("core banking takes a token for five minutes, and no other", async () => {
  const authorization = `Bearer ${await coreToken(sandbox)}`;
  const parties = (header: string) =>
    ask(`${sandbox.systems["core-banking"]?.baseUrl}/parties?ids=10000001`, { authorization: header });
  const begin = now;
  expect((await parties(authorization)).status).toBe(200);
  now = new Date(begin.getTime() + 301_000);
  expect(await parties(authorization)).toMatchObject({ status: 401, body: { error: { code: "TOKEN_EXPIRED" } } });
  const longer = authorization.replace(/^Bearer \d+/, "Bearer 9999999999");
  expect(await parties(longer)).toMatchObject({ status: 401, body: { error: { code: "TOKEN_INVALID" } } });
  now = begin;
});

describe("the card system", () => {
  const refusal = async (path: string, change: Record<string, string>) =>
    (await cardClient(sandbox, now, change)(path)).body;

  it("takes a well-signed request, with and without a body", async () => {
    const card = cardClient(sandbox, now);
    expect((await card("/customers?ids=C-77001")).body).toMatchObject({ customers: [{ customer_id: "C-77001" }] });
    const found = await card("/customers/search", { identifiers: [{ type: "MOBILE", value: "13900005678" }] });
    expect(found.body).toMatchObject({ results: [{ index: 0, customers: [{ customer_id: "C-77001" }] }] });
  });

  it("names what is wrong with another", async () => {
    const path = "/customers?ids=C-77001";
    expect(await refusal(path, { "x-card-key": "else" })).toMatchObject({ error_code: "unknown_key" });
    expect(await refusal(path, { "x-card-signature": "00" })).toMatchObject({ error_code: "bad_signature" });
    const old = String(Math.floor(now.getTime() / 1000) - 301);
    expect(await refusal(path, { "x-card-timestamp": old })).toMatchObject({ error_code: "stale_timestamp" });
    expect((await ask(`${sandbox.systems["card"]?.baseUrl}${path}`)).body).toMatchObject({
      error_code: "missing_header",
    });
  });

  it("refuses a replay", async () => {
    const nonce = { "x-card-nonce": "once" };
    expect((await cardClient(sandbox, now, nonce)("/customers?ids=C-77001")).status).toBe(200);
    expect(await refusal("/customers?ids=C-77001", nonce)).toMatchObject({ error_code: "replayed_nonce" });
  });
});

describe("paging", () => {
  it("of loans covers the whole batch once, whatever the page size", async () => {
    const loan = loanClient(sandbox);
    const ids = "L-5511,L-5512,L-5513,L-5514,L-5501,L-5502";
    const numbers: string[] = [];
    for (const pageNo of [1, 2, 3, 4]) {
      const { body } = await loan(`/loans?borrowerIds=${ids}&pageNo=${pageNo}&pageSize=2`);
      const { page, rows } = body as { page: { total: number }; rows: { loanNo: string }[] };
      expect(page.total).toBe(7);
      numbers.push(...rows.map((row) => row.loanNo));
    }
    expect(numbers).toHaveLength(7);
    expect(new Set(numbers).size).toBe(7);
  });

  it("of postings follows the cursor to the end, newest first", async () => {
    const authorization = `Bearer ${await coreToken(sandbox)}`;
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const url = `${sandbox.systems["core-banking"]?.baseUrl}/transactions?accountIds=DA-101&limit=10`;
      const { body } = await ask(cursor ? `${url}&before=${cursor}` : url, { authorization });
      const [page] = (body as { pages: { items: { postedAt: string }[]; next: string | null }[] }).pages;
      seen.push(...(page?.items ?? []).map((item) => item.postedAt));
      cursor = page?.next ?? null;
    }
    expect(seen).toHaveLength(24);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });
});
