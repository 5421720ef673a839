import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBank } from "../../sandbox/bank/create-bank.js";
import { fixtureClock } from "../../sandbox/framework/clock.js";
import { type Sandbox, startSandbox } from "../../sandbox/main.js";
import { cardClient, coreClient, crmClient, ask, loanClient, type Ask } from "../support/sandbox/clients.js";
import { type Contract, contractOf } from "../support/sandbox/contract.js";

const SIZE = 5_000;
const bank = createBank({ size: SIZE });

/** Ids of the fixture's customers and of generated ones, taken from the managers' portfolios. */
const customers = ["RM1", "RM2", "CRM1", "RM7", "RM20"].flatMap((staff) => bank.portfolio(staff, 0, 110).customers);
const idsOf = (system: "core" | "card" | "loan" | "crm"): string[] =>
  customers.flatMap((customer) => customer[system]?.recordId ?? []).slice(0, 200);

let sandbox: Sandbox;
const contracts: Record<string, Contract> = {};
const seen = new Set<string>();

async function expectKept(system: string, operation: string, answer: ReturnType<Ask>, status = 200): Promise<unknown> {
  const contract = (contracts[system] ??= contractOf(system));
  const { status: actual, body } = await answer;
  expect(actual, operation).toBe(status);
  expect(contract.violations(operation, actual, body)).toEqual([]);
  seen.add(`${system} ${operation} ${actual}`);
  return body;
}

beforeAll(async () => {
  sandbox = await startSandbox({ size: SIZE, latency: "none" });
});
afterAll(async () => {
  await sandbox.stop();
  // Whatever the contracts describe has been asked for above; a new operation needs a line here.
  const described = Object.entries(contracts).flatMap(([name, { described: all }]) => all.map((op) => `${name} ${op}`));
  expect(described.filter((operation) => !seen.has(operation))).toEqual([]);
});

describe("core banking keeps its contract", () => {
  it("in tokens, given and refused", async () => {
    const { baseUrl, credentials } = sandbox.systems["core-banking"] ?? { baseUrl: "", credentials: {} };
    const basic = (secret = "") => `Basic ${Buffer.from(`${credentials["clientId"]}:${secret}`).toString("base64")}`;
    const token = (authorization: string, form: string): ReturnType<Ask> =>
      ask(`${baseUrl}/oauth/token`, { authorization, "content-type": "application/x-www-form-urlencoded" }, form);
    const operation = "POST /oauth/token";
    const granted = token(basic(credentials["clientSecret"]), "grant_type=client_credentials");
    await expectKept("core-banking", operation, granted);
    await expectKept("core-banking", operation, token(basic("wrong"), "grant_type=client_credentials"), 401);
    await expectKept("core-banking", operation, token(basic(credentials["clientSecret"]), "grant_type=password"), 400);
  });

  it("in answers, fixture and generated", async () => {
    const core = await coreClient(sandbox);
    const ids = idsOf("core").slice(0, 199).join();
    const body = await expectKept(
      "core-banking",
      "GET /parties",
      core(`/parties?ids=${ids},29999999&include=accounts,investments`),
    );
    const { parties, accounts, investments, notFound } = body as Record<
      string,
      { accountId: string; holdingId: string }[]
    >;
    expect(parties).toHaveLength(199);
    expect(notFound).toEqual(["29999999"]);
    const accountIds = (accounts ?? []).map((account) => account.accountId).slice(0, 200);
    const holdingIds = (investments ?? []).map((held) => held.holdingId).slice(0, 200);
    await expectKept("core-banking", "GET /accounts", core(`/accounts?ids=${accountIds.join()}`));
    await expectKept("core-banking", "GET /investments", core(`/investments?ids=${holdingIds.join()}`));
    await expectKept(
      "core-banking",
      "GET /transactions",
      core(`/transactions?accountIds=${accountIds.join()}&limit=5`),
    );
    const identifiers = customers.slice(0, 200).flatMap((c) => (c.cif === null ? [] : [{ type: "CIF", value: c.cif }]));
    await expectKept("core-banking", "POST /parties/search", core("/parties/search", { identifiers }));
  });

  it("in refusals", async () => {
    const core = await coreClient(sandbox);
    const baseUrl = sandbox.systems["core-banking"]?.baseUrl;
    for (const path of ["/parties", "/accounts", "/investments", "/transactions"]) {
      await expectKept("core-banking", `GET ${path}`, core(path), 400);
      await expectKept("core-banking", `GET ${path}`, ask(`${baseUrl}${path}`), 401);
    }
    const search = "POST /parties/search";
    await expectKept(
      "core-banking",
      search,
      core("/parties/search", { identifiers: [{ type: "NO", value: "1" }] }),
      400,
    );
    await expectKept(
      "core-banking",
      search,
      ask(`${baseUrl}/parties/search`, { authorization: "Bearer x" }, "{}"),
      401,
    );
  });
});

describe("the loan system keeps its contract", () => {
  it("in answers, fixture and generated, and in business errors inside 200", async () => {
    const loan = loanClient(sandbox);
    const ids = idsOf("loan").join();
    const body = await expectKept("loan", "GET /loans", loan(`/loans?borrowerIds=${ids}&pageSize=150`));
    const { page, rows, code } = body as { page: { total: number }; rows: { loanNo: string }[]; code: string };
    expect(code).toBe("0000");
    expect(rows.length).toBe(Math.min(150, page.total));
    await expectKept("loan", "GET /loans", loan(`/loans?loanNos=${rows.map((row) => row.loanNo).join()}`));
    await expectKept("loan", "GET /borrowers", loan(`/borrowers?ids=${ids}`));
    const idents = [...idsOf("loan").slice(0, 50), "L-0"].map((value) => ({ type: "BORROWER_ID", value }));
    await expectKept("loan", "POST /borrowers/query", loan("/borrowers/query", { idents }));
    for (const [path, expected] of [
      ["/loans?borrowerIds=L-0", "2001"],
      ["/borrowers?ids=L-0", "2001"],
      ["/loans", "1001"],
    ] as const) {
      const answer = await expectKept("loan", `GET ${path.split("?")[0]}`, loan(path));
      expect((answer as { code: string }).code).toBe(expected);
    }
  });

  it("in refusals", async () => {
    const baseUrl = sandbox.systems["loan"]?.baseUrl;
    await expectKept("loan", "GET /loans", ask(`${baseUrl}/loans?loanNos=1`), 401);
    await expectKept("loan", "GET /borrowers", ask(`${baseUrl}/borrowers?ids=1`, { "x-api-key": "wrong" }), 401);
    await expectKept("loan", "POST /borrowers/query", ask(`${baseUrl}/borrowers/query`, {}, "{}"), 401);
  });
});

describe("the card system keeps its contract", () => {
  it("in answers, fixture and generated", async () => {
    const card = cardClient(sandbox, fixtureClock.now());
    const body = await expectKept("card", "GET /customers", card(`/customers?ids=${idsOf("card").join()},C-0`));
    const { customers: found, not_found: missing } = body as {
      customers: { cards: { card_id: string }[] }[];
      not_found: string[];
    };
    expect(found.length).toBe(idsOf("card").length);
    expect(missing).toEqual(["C-0"]);
    const cardIds = found.flatMap((customer) => customer.cards.map((item) => item.card_id)).slice(0, 199);
    await expectKept("card", "GET /cards", card(`/cards?ids=${cardIds.join()}`));
    const identifiers = idsOf("card").map((value) => ({ type: "CARD_CUSTOMER", value }));
    await expectKept("card", "POST /customers/search", card("/customers/search", { identifiers }));
  });

  it("in refusals", async () => {
    const card = cardClient(sandbox, fixtureClock.now());
    const spoilt = cardClient(sandbox, fixtureClock.now(), { "x-card-signature": "0".repeat(64) });
    for (const path of ["/customers", "/cards"]) {
      await expectKept("card", `GET ${path}`, card(path), 400);
      await expectKept("card", `GET ${path}`, spoilt(path), 401);
    }
    await expectKept("card", "POST /customers/search", card("/customers/search", []), 400);
    await expectKept("card", "POST /customers/search", spoilt("/customers/search", []), 401);
  });
});

describe("the CRM keeps its contract", () => {
  it("in answers, fixture and generated", async () => {
    const crm = crmClient(sandbox);
    await expectKept("crm", "GET /customers", crm(`/customers?ids=${idsOf("crm").join()}`));
    await expectKept("crm", "GET /customers", crm(`/customers?cifs=${idsOf("core").join()}`));
    const identifiers = idsOf("crm").map((value) => ({ type: "CRM", value }));
    await expectKept("crm", "POST /customers/search", crm("/customers/search", { identifiers }));
    await expectKept("crm", "POST /customers/listing", crm("/customers/listing", { unitIds: ["B2"], limit: 200 }));
    await expectKept("crm", "GET /staff", crm("/staff?ids=RM1,RM9,CRM1,NOBODY"));
    await expectKept("crm", "GET /staff/{staffId}/portfolio", crm("/staff/RM1/portfolio?limit=10"));
    await expectKept("crm", "GET /org-units", crm("/org-units"));
    await expectKept("crm", "GET /interactions", crm(`/interactions?crmIds=${idsOf("crm").join()}&limit=3`));
  });

  it("in refusals", async () => {
    const crm = crmClient(sandbox);
    const stranger: Ask = (path, body) =>
      ask(`${sandbox.systems["crm"]?.baseUrl}${path}`, {}, body as string | undefined);
    await expectKept("crm", "GET /staff/{staffId}/portfolio", crm("/staff/NOBODY/portfolio"), 404);
    await expectKept("crm", "GET /staff/{staffId}/portfolio", crm("/staff/RM1/portfolio?limit=x"), 400);
    await expectKept("crm", "GET /staff/{staffId}/portfolio", stranger("/staff/RM1/portfolio"), 401);
    for (const path of ["/customers", "/staff", "/interactions"]) {
      await expectKept("crm", `GET ${path}`, crm(path), 400);
      await expectKept("crm", `GET ${path}`, stranger(path), 401);
    }
    await expectKept("crm", "POST /customers/search", crm("/customers/search", {}), 400);
    await expectKept("crm", "POST /customers/search", stranger("/customers/search", "{}"), 401);
    await expectKept("crm", "POST /customers/listing", crm("/customers/listing", { nameLike: "王" }), 400);
    await expectKept("crm", "POST /customers/listing", stranger("/customers/listing", "{}"), 401);
    await expectKept("crm", "GET /org-units", stranger("/org-units"), 401);
  });
});

describe("every system keeps its contract in its feed", () => {
  const nobody: Ask = (url) => ask(url);

  it.each([
    ["core-banking", "/parties", (one: Sandbox) => coreClient(one)],
    ["loan", "/borrowers", (one: Sandbox) => Promise.resolve(loanClient(one))],
    ["card", "/customers", (one: Sandbox) => Promise.resolve(cardClient(one, fixtureClock.now()))],
    ["crm", "/customers", (one: Sandbox) => Promise.resolve(crmClient(one))],
  ] as const)("%s", async (system, base, clientOf) => {
    const client = await clientOf(sandbox);
    const key = { "core-banking": "core", loan: "loan", card: "card", crm: "crm" } as const;
    const recordId = { "core-banking": "10000002", loan: "L-5501", card: "C-77001", crm: "8801" }[system];
    sandbox.bank.alter(key[system], recordId, { mobile: "13911112222" });
    sandbox.bank.alter(key[system], recordId, { removed: true });
    for (const what of [system === "crm" ? "feed" : "listing", "changes"]) {
      await expectKept(system, `GET ${base}/${what}`, client(`${base}/${what}`));
      const refused = client(`${base}/${what}?after=x`);
      if (system === "loan") await expectKept(system, `GET ${base}/${what}`, refused);
      else await expectKept(system, `GET ${base}/${what}`, refused, 400);
      await expectKept(
        system,
        `GET ${base}/${what}`,
        nobody(`${sandbox.systems[system]?.baseUrl}${base}/${what}`),
        401,
      );
    }
    const { body } = await client(`${base}/changes`);
    const text = JSON.stringify(body);
    expect(text).toContain("13911112222");
    expect(text).toMatch(/:null/u);
  });
});

describe("every system keeps its contract when it is busy", () => {
  const clients = async (): Promise<Record<string, Ask>> => ({
    "core-banking": await coreClient(sandbox),
    loan: loanClient(sandbox),
    card: cardClient(sandbox, fixtureClock.now()),
    crm: crmClient(sandbox),
  });

  it.each(["core-banking", "loan", "card", "crm"])("%s", async (system) => {
    const client = (await clients())[system];
    if (!client) throw new Error("no client");
    const busy = (contracts[system] ??= contractOf(system)).described.filter((line) => /(429|503)$/.test(line));
    expect(busy.length).toBeGreaterThan(0);
    for (const line of busy) {
      const [method = "", path = "", status] = line.split(" ");
      sandbox.control.setFaults(system, { errorRate: 1, errorStatus: Number(status) });
      const answer = client(path.replace("{staffId}", "RM1"), method === "POST" ? {} : undefined);
      await expectKept(system, `${method} ${path}`, answer, Number(status));
    }
    sandbox.control.clearFaults(system);
  });
});
