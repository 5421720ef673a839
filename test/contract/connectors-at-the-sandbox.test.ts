import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../../sandbox/main.js";
import type { Listing } from "../../src/domain/outcome.js";
import { seal } from "../../src/domain/sealed.js";
import type { SourceFacts } from "../../src/domain/source.js";
import { Contract } from "../../src/platform/contract.js";
import { startDeadline, type Deadline } from "../../src/platform/deadline.js";
import { CardClient } from "../../src/sources/card/client.js";
import { card } from "../../src/sources/card/source.js";
import { CrmClient } from "../../src/sources/crm/client.js";
import { crm } from "../../src/sources/crm/source.js";
import { LoanClient } from "../../src/sources/loan/client.js";
import { loan } from "../../src/sources/loan/source.js";
import type { IdentifierSearch } from "../../src/sources/party-register.js";
import { Upstream } from "../../src/sources/upstream.js";
import { testClock } from "../support/answering-server.js";
import { reveal } from "../support/reveal.js";

let sandbox: Sandbox;
let deadline: Deadline;
let loans: LoanClient;
let cards: CardClient;
let customers: CrmClient;
const upstreams: Upstream[] = [];
/** What the border has found wrong; a sandbox that keeps to its contracts gives it nothing to write. */
const complaints: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ size: 1_000, latency: "none" });
  deadline = startDeadline(30_000);
  const log = pino({}, { write: (line: string) => void complaints.push(line) });
  const at = ({ name, contract, ...facts }: SourceFacts) => {
    const system = sandbox.systems[name];
    if (system === undefined) throw new Error(`the sandbox has no ${name}`);
    const { baseUrl, credentials } = system;
    const upstream = new Upstream({ name, contract, ...facts, timeoutMs: 10_000 }, { baseUrl }, testClock, log);
    upstreams.push(upstream);
    return { upstream, credentials, contract: Contract.read(`schema/upstream/${contract}`) };
  };
  const loanSystem = at(loan);
  loans = new LoanClient(loanSystem.upstream, { apiKey: loanSystem.credentials["apiKey"] ?? "" }, loanSystem.contract);
  const cardSystem = at(card);
  const { keyId: key = "", secret = "" } = cardSystem.credentials;
  cards = new CardClient(cardSystem.upstream, { key, secret }, cardSystem.contract, testClock);
  const crmSystem = at(crm);
  customers = new CrmClient(crmSystem.upstream, crmSystem.credentials["serviceToken"] ?? "", crmSystem.contract);
});

afterAll(async () => {
  deadline.release();
  await Promise.all(upstreams.map((upstream) => upstream.close()));
  await sandbox.stop();
});

const idsOf = (listings: readonly Listing<{ readonly recordId: string }>[]) =>
  listings.map(({ items, gaps }) => [...items.map(({ recordId }) => recordId), ...gaps.map(() => "gap")]);

describe("the connectors at the sandbox bank", () => {
  it("read the customer's loan as of the end of the batch day", async () => {
    const answer = await loans.fetchLoans(["L-5501", "L-nobody"], deadline);
    expect(answer.asOf).toBe(Date.parse("2026-06-29T23:59:59+08:00"));
    expect(answer.value.gaps).toEqual([]);
    const balance = { sealed: { amount: "1250000.00", currency: "CNY" } };
    expect(reveal(answer.value.items)).toMatchObject([{ kind: "MORTGAGE", balance, daysPastDue: 0 }]);
    const [found] = answer.value.items;
    const again = await loans.fetchLoansByNumber([found?.recordId ?? ""], deadline);
    expect(reveal(again.value.items)).toEqual(reveal(answer.value.items));
    expect((await loans.fetchLoans(["L-nobody"], deadline)).value).toEqual({ items: [], gaps: [] });
  });

  it("read the customer's cards, signed and accepted, call after call", async () => {
    const answer = await cards.fetchCustomers(["C-77001"], deadline);
    const balance = { sealed: { amount: "23450.00", currency: "CNY" } };
    const limit = { sealed: { amount: "100000.00", currency: "CNY" } };
    expect(reveal(answer.value)).toMatchObject({
      items: [{ party: { recordId: "C-77001" }, cards: { items: [{ balance, limit }], gaps: [] } }],
      gaps: [],
    });
    const [cardId = ""] = answer.value.items.flatMap((each) => each.cards.items.map(({ recordId }) => recordId));
    expect(idsOf([(await cards.fetchCards([cardId], deadline)).value])).toEqual([[cardId]]);
  });

  it("read who looks after the customer", async () => {
    const byCrmId = await customers.fetchCustomers({ crmIds: ["8801"] }, deadline);
    const byCif = await customers.fetchCustomers({ cifs: ["10000001"] }, deadline);
    expect(byCrmId.value.items[0]).toMatchObject({
      party: { recordId: "8801", crossReference: { source: "core-banking", recordId: "10000001" } },
      coverage: { primaryManager: { id: "RM1" }, owningBranch: { id: "B1" } },
    });
    expect(reveal(byCif.value)).toEqual(reveal(byCrmId.value));
    const portfolio = await customers.fetchPortfolio("RM1", { limit: 200, cursor: null }, deadline);
    expect(portfolio.value.entries.items).toContainEqual({ crmId: "8801", cif: "10000001" });
    expect((await customers.fetchPortfolio("nobody", { limit: 1, cursor: null }, deadline)).value.total).toBe(0);
    expect((await customers.fetchStaff(["RM1"], deadline)).value.items).toMatchObject([{ id: "RM1", orgUnitId: "B1" }]);
    expect((await customers.fetchOrgUnits(deadline)).value.items.map(({ id }) => id)).toContain("B1");
    const interactions = await customers.fetchInteractions(["8801"], { limit: 3, before: null }, deadline);
    expect(interactions.value).toMatchObject({ items: [{ crmId: "8801", entries: { gaps: [] } }], gaps: [] });
  });

  it("find the customer by his resident number, and nobody by another", async () => {
    const byDocument = [
      { type: "RESIDENT_ID", value: seal("990101198504120012") },
      { type: "MOBILE", value: seal("19999999999") },
    ] as const;
    for (const [register, recordId] of [
      [loans, "L-5501"],
      [cards, "C-77001"],
      [customers, "8801"],
    ] as const) {
      const own: IdentifierSearch = { type: register.keyType, value: seal(recordId) };
      const { value } = await register.searchParties([...byDocument, own], deadline);
      expect(idsOf(value)).toEqual([[recordId], [], [recordId]]);
    }
  });

  it("find nothing outside the contracts", () => {
    expect(complaints).toEqual([]);
  });
});
