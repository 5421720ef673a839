import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { wangJianguo } from "../../sandbox/bank/fixture/wang-jianguo.js";
import type { Bank } from "../../sandbox/bank/bank.js";
import { openAuditStore } from "../../src/audit/store/open-store.js";
import { auditConfig } from "../../src/platform/config-audit.js";
import { movableClock } from "../support/movable-clock.js";
import { fetchPackage } from "../support/rights/fetch-package.js";
import { unzip } from "../support/rights/unzip.js";
import { openWorld, story, type Answer, type Data, type World } from "../support/world.js";

const WHOLE = { state: "COMPLETE" };

describe("Story 14: the data-protection officer answers a copy request of P1", () => {
  const folder = mkdtempSync(join(tmpdir(), "story-14-"));
  const auditStore = join(folder, "audit.sqlite");
  const clock = movableClock();
  let bank: Bank;
  let world: World;
  let wang: string;
  let id: string;
  let files: ReadonlyMap<string, Buffer>;
  let downloadUrl: string;
  let manifestHash: string;

  beforeAll(async () => {
    world = await openWorld({
      clock,
      auditStore,
      rights: { packageHours: 1 },
      sandbox: { bank: (made) => (bank = withZhao(made)) },
    });
    wang = await world.customerId("10000001", "RM1");
    await world.as("RM1").ask(story("03-customer-360"), { id: wang });
    await world.as("RISK1").ask(story("12-ask-unmask"), { s: wang });
  });
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const read = (persona = "DPO1"): Promise<Answer> => world.as(persona).ask(story("14-subject-request"), { id });
  const json = (name: string): Data => JSON.parse(files.get(name)?.toString("utf8") ?? "null");
  const everything = (): string => [...files.values()].map((each) => each.toString("utf8")).join("\n");

  it("opens it, with the day by which it is due in the bank's calendar", async () => {
    const { data, errors } = await world.as("DPO1").ask(story("14-subject-access"), { p: wang });

    expect(errors).toEqual([]);
    expect(data.openSubjectRequest).toMatchObject({
      state: "OPEN",
      openedAt: "2026-06-30T02:00:00.000Z",
      // The end of 15 July in Shanghai.
      dueAt: "2026-07-15T16:00:00.000Z",
    });
    id = data.openSubjectRequest.id;
  });

  it("opened again, gives the one that is open", async () => {
    const { data } = await world.as("DPO1").ask(story("14-subject-access"), { p: wang });

    expect(data.openSubjectRequest.id).toBe(id);
  });

  it("assembles it beside the requests, and tells of every source its state and count", async () => {
    const { data, errors } = await vi.waitFor(
      async () => {
        const answer = await read();
        expect(answer.data.subjectRequest.state).toBe("READY");
        return answer;
      },
      { timeout: 20_000, interval: 50 },
    );

    expect(errors).toEqual([]);
    const { perSource, gaps } = data.subjectRequest;
    expect(gaps).toEqual([]);
    const states = Object.fromEntries(perSource.map(({ source, ...copy }: Data) => [source.id, copy]));
    expect(states).toMatchObject({
      // Himself, three accounts, one investment, and every posting.
      "core-banking": { ...WHOLE, recordCount: 5 + postingsIn(bank).length },
      loan: { ...WHOLE, recordCount: 2 },
      card: { ...WHOLE, recordCount: 2 },
      "credit-bureau": { ...WHOLE, recordCount: 1 },
    });
    for (const source of ["core-banking", "loan", "card"])
      expect(states[source].retainedBecause).toContain("Anti-money-laundering law");
    expect(states["crm"].state).toBe("COMPLETE");
    ({ downloadUrl, manifestHash } = data.subjectRequest);
  });

  it("gives out a package whose manifest names every file with its hash", async () => {
    const { status, bytes, type } = await fetchPackage(world, "DPO1", downloadUrl);

    expect({ status, type }).toEqual({ status: 200, type: "application/zip" });
    files = unzip(bytes);
    const manifest = files.get("manifest.json") ?? Buffer.alloc(0);
    expect(sha256(manifest)).toBe(manifestHash);
    const listed = JSON.parse(manifest.toString()).files as Data[];
    expect(listed.map(({ name }) => name)).toEqual([...files.keys()].filter((name) => name !== "manifest.json"));
    for (const { name, sha256: hash, count, source, asOf } of listed) {
      expect(sha256(files.get(name) ?? Buffer.alloc(0)), name).toBe(hash);
      expect(json(name)).toHaveLength(count);
      expect(name.startsWith(`${source}/`)).toBe(true);
      expect(asOf).toMatch(/^\d{4}-\d\d-\d\dT/);
    }
  });

  it("holds every value that the bank's books have of him", () => {
    const text = everything();
    const missing = valuesInTheBooks(bank).filter((value) => !text.includes(value));

    expect(missing).toEqual([]);
    expect(valuesInTheBooks(bank).length).toBeGreaterThan(80);
  });

  it("shows nothing of P6, the other holder of JA-900, but a masked name", () => {
    const joint = json("core-banking/accounts.json").find(({ recordId }: Data) => recordId === "JA-900");

    expect(joint.balance.amount).toBe("60000.00");
    expect(joint.holders).toEqual([
      { role: "PRIMARY", sharePercent: 50, name: "赵*", masked: [{ field: "name", reason: "THIRD_PARTY_DATA" }] },
      { you: true, role: "JOINT", sharePercent: 50 },
    ]);
    const text = everything();
    for (const value of ["赵强", "10000006", "1983-12-08", "13900006006", "工程师", "33000.00"])
      expect(text.includes(value), value).toBe(false);
  });

  it("takes P6 out of the postings of the joint account, and says so", () => {
    const [posting] = json("core-banking/transactions-JA-900.json");

    expect(posting).toMatchObject({ counterparty: "赵*", description: "转账给[THIRD_PARTY_DATA]" });
    expect(posting.masked).toEqual([
      { field: "description", reason: "THIRD_PARTY_DATA" },
      { field: "counterparty", reason: "THIRD_PARTY_DATA" },
    ]);
  });

  it("masks his ward as somebody else", () => {
    const [party] = json("core-banking/party.json");

    expect(party.wards).toEqual([
      {
        role: "WARD",
        basis: "PARENT",
        validTo: "2032-09-01",
        name: "王**",
        masked: [{ field: "name", reason: "THIRD_PARTY_DATA" }],
      },
    ]);
    expect(everything()).not.toContain("王小明");
  });

  it("tells who looked at him, by role and purpose, and what was opened of him", () => {
    const looks = json("customer-graph/access-log.json") as Data[];
    expect(looks).toContainEqual(
      expect.objectContaining({ role: "RELATIONSHIP_MANAGER", purpose: "RELATIONSHIP_MANAGEMENT", action: "READ" }),
    );
    expect(json("customer-graph/access-grants.json")).toMatchObject([
      { purpose: "CREDIT_APPROVAL", fields: ["documents.number"], usageCount: 0 },
    ]);
    expect(
      json("customer-graph/identity-links.json")
        .map(({ source }: Data) => source)
        .toSorted(),
    ).toEqual(["card", "core-banking", "crm", "loan"]);
    expect(JSON.stringify(looks)).not.toMatch(/RM1|RISK1|DPO1/);
  });

  it("has the export on record, with every field that it showed and no value", async () => {
    const events = await eventsOf(auditStore);
    const exports = events.filter(({ detail }) => detail["act"] === "SUBJECT_REQUEST_DOWNLOADED");

    expect(exports).toHaveLength(1);
    expect(exports[0]).toMatchObject({
      action: "EXPORT",
      actor: { subject: "staff:DPO1", role: "DATA_PROTECTION_OFFICER" },
      purpose: "DATA_SUBJECT_REQUEST",
      detail: { manifestHash, download: 1 },
      subjects: [{ basis: "DATA_SUBJECT_REQUEST", customerIds: [wang.replace("cus_", "")] }],
    });
    const paths = exports[0]?.subjects[0]?.fields.flatMap(({ outcome, paths: of }) =>
      of.map((path) => `${path} ${outcome}`),
    );
    expect(paths).toEqual(
      expect.arrayContaining([
        "core_banking.party.documents.number CLEAR",
        "core.accounts.balance.amount CLEAR",
        "core.accounts.holders.name MASKED",
        "creditBureau.report.totalDebt.amount CLEAR",
      ]),
    );
    expect(events.map(({ detail }) => detail["act"])).toEqual(
      expect.arrayContaining(["SUBJECT_REQUEST_OPENED", "SUBJECT_REQUEST_ALREADY_OPEN", "SUBJECT_REQUEST_ASSEMBLED"]),
    );
    for (const value of ["990101198504120012", "13900005678", "王建国"])
      expect(JSON.stringify(events) + JSON.stringify(world.logged)).not.toContain(value);
  });

  it("is over when the package's time is", async () => {
    clock.move(60);
    const late = await fetchPackage(world, "DPO1", downloadUrl);
    const { data } = await read();

    expect([late.status, late.code]).toEqual([410, "PACKAGE_EXPIRED"]);
    expect(data.subjectRequest).toMatchObject({ state: "EXPIRED", downloadUrl: null });
    clock.move(-30);
    expect((await fetchPackage(world, "DPO1", downloadUrl)).code).toBe("PACKAGE_EXPIRED");
  });
});

/** What the sandbox's own books say of him, as the texts that must be found: of himself and of what he holds. */
function valuesInTheBooks(bank: Bank): string[] {
  const { core, card, loan, crm, accounts, investments, loans, cards, consents, interactions, report } = wangJianguo;
  const known = [core, card, loan, crm].flatMap((each) => (each === null ? [] : [each]));
  const postings = postingsIn(bank);
  const total = (report?.accounts ?? []).reduce((sum, { balance }) => sum + Number(balance), 0);
  const values = [
    ...known.flatMap(({ recordId, name, documents, contacts }) => [
      recordId,
      name,
      ...documents.flatMap(({ type, number }) => [type, number]),
      ...contacts.map(({ value }) => value),
    ]),
    wangJianguo.birthDate,
    wangJianguo.annualIncome,
    wangJianguo.occupation,
    String(wangJianguo.serviceScore),
    ...accounts.flatMap((each) => [
      each.accountId,
      each.accountNumber,
      each.productName,
      each.balance,
      each.available,
      each.interestRate,
      each.openedOn,
    ]),
    ...investments.flatMap((each) => [
      each.holdingId,
      each.holdingNumber,
      each.productName,
      each.marketValue,
      each.riskLevel,
    ]),
    ...loans.flatMap((each) => [
      each.loanId,
      each.contractNumber,
      each.productName,
      each.limit,
      each.outstanding,
      each.nextDueAmount,
      ...each.collateral.flatMap(({ kind, value }) => [kind, value]),
    ]),
    ...cards.flatMap((each) => [
      each.cardId,
      each.pan,
      each.productName,
      each.limit,
      each.owed,
      each.available,
      each.minimumDue,
      ...each.instalments.flatMap(({ description, remaining, monthly }) => [description, remaining, monthly]),
    ]),
    ...postings.flatMap((each) => [each.transactionId, each.amount]),
    ...postings.map(({ description }) => description.replace(OTHER, "[THIRD_PARTY_DATA]")),
    ...consents.flatMap(({ consentId, purpose }) => [consentId, purpose]),
    ...interactions.flatMap(({ interactionId, title }) => [interactionId, title]),
    report?.reportNumber,
    total.toFixed(2),
  ];
  return [...new Set(values.filter((value): value is string => typeof value === "string"))];
}

const OTHER = "赵强";

/** The books, with P6 named in a posting of the joint account: as the other side, and in its text. */
function withZhao(made: Bank): Bank {
  const transactions = (accountId: string) =>
    made
      .transactions(accountId)
      .map((each) => (accountId === "JA-900" ? { ...each, counterparty: OTHER, description: `转账给${OTHER}` } : each));
  return { ...made, transactions };
}

function postingsIn(bank: Bank) {
  return wangJianguo.accounts.flatMap(({ accountId }) => bank.transactions(accountId));
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function eventsOf(path: string) {
  const store = await openAuditStore(auditConfig.parse({ store: path }));
  try {
    const found = await store.find({ from: 0, to: Number.MAX_SAFE_INTEGER }, { first: 1_000, before: null });
    return found.map(({ event }) => event);
  } finally {
    await store.close();
  }
}
