import { describe, expect, it } from "vitest";
import { seal } from "../../../src/domain/sealed.js";
import { Contract } from "../../../src/platform/contract.js";
import { startDeadline, type Deadline } from "../../../src/platform/deadline.js";
import { CrmClient } from "../../../src/sources/crm/client.js";
import { crm } from "../../../src/sources/crm/source.js";
import {
  answeringServer,
  testClock,
  upstreamAt,
  type CannedAnswer,
  type ReceivedRequest,
} from "../../support/answering-server.js";
import { spoil } from "../../support/border.js";
import { reveal } from "../../support/reveal.js";
import * as answers from "../../support/upstream/crm-answers.js";

const contract = Contract.read("schema/upstream/crm.yaml");

async function asking<T>(
  answer: CannedAnswer,
  call: (client: CrmClient, deadline: Deadline) => Promise<T>,
): Promise<{ result: T; received: readonly ReceivedRequest[] }> {
  await using server = await answeringServer(() => answer, "/crm/api");
  const upstream = upstreamAt(server, crm);
  const deadline = startDeadline(5_000);
  try {
    return { result: await call(new CrmClient(upstream, "a-token", contract), deadline), received: server.received };
  } finally {
    deadline.release();
    await upstream.close();
  }
}

const FIRST_PAGE = { limit: 50, cursor: null };

describe("the CRM client", () => {
  it("asks for customers by its own numbers or by the core's", async () => {
    const { result, received } = await asking({ body: answers.customersAnswer }, async (client, deadline) => [
      await client.fetchCustomers({ crmIds: ["8801", "8802"] }, deadline),
      await client.fetchCustomers({ cifs: ["10000001"] }, deadline),
    ]);
    expect(received.map(({ target }) => target)).toEqual([
      "/crm/api/customers?ids=8801,8802",
      "/crm/api/customers?cifs=10000001",
    ]);
    expect(received[0]?.headers.authorization).toBe("Bearer a-token");
    expect(result[0]).toMatchObject({ kind: "known", source: "crm", asOf: testClock.now() });
    expect(result[0]?.value.items.map(({ party }) => party.recordId)).toEqual(["8801", "8802"]);
  });

  it("searches in the body, in the order of the questions", async () => {
    const searches = [
      { type: "CRM", value: seal("8801") },
      { type: "EMAIL", value: seal("nobody@example.com") },
    ] as const;
    const { result, received } = await asking({ body: answers.searchAnswer }, async (client, deadline) => ({
      customers: await client.searchCustomers(searches, deadline),
      parties: await client.searchParties(searches, deadline),
    }));
    expect(received[0]?.target).toBe("/crm/api/customers/search");
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({
      identifiers: [
        { type: "CRM", value: "8801" },
        { type: "EMAIL", value: "nobody@example.com" },
      ],
    });
    expect(result.customers.value.map(({ items }) => items.map((each) => each.party.recordId))).toEqual([["8801"], []]);
    expect(result.parties.value.map(({ items }) => items.map((each) => each.recordId))).toEqual([["8801"], []]);
  });

  it("pages through a portfolio", async () => {
    const { result, received } = await asking({ body: answers.portfolioAnswer }, (client, deadline) =>
      client.fetchPortfolio("RM/1", { limit: 2, cursor: "c&1" }, deadline),
    );
    expect(received[0]?.target).toBe("/crm/api/staff/RM%2F1/portfolio?limit=2&cursor=c%261");
    expect(result.value).toEqual({
      entries: {
        items: [
          { crmId: "8801", cif: "10000001" },
          { crmId: "8802", cif: null },
        ],
        gaps: [],
      },
      next: "c-2",
      total: 340,
    });
  });

  it("asks for a list in the body, each entry with all that the CRM holds", async () => {
    const { result, received } = await asking({ body: answers.listingAnswer }, (client, deadline) =>
      client.fetchListing(
        {
          managerId: "RM2",
          unitIds: ["B2"],
          kind: "ORGANIZATION",
          stages: ["DECLINING"],
          churnBand: "HIGH",
          mobile: seal("13900005678"),
          bornFrom: seal("1985-04-12"),
          withConfidential: false,
          order: "CHURN_RISK",
          direction: "DESC",
        },
        { limit: 2, after: "row-0" },
        deadline,
      ),
    );
    expect(received[0]?.target).toBe("/crm/api/customers/listing");
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({
      managerId: "RM2",
      unitIds: ["B2"],
      customerKind: "ORGANISATION",
      stages: ["DECLINING"],
      churnBand: "HIGH",
      mobile: "13900005678",
      bornFrom: "1985-04-12",
      withConfidential: false,
      order: "CHURN_RISK",
      direction: "DESC",
      after: "row-0",
      limit: 2,
    });
    expect(result.value).toMatchObject({ next: "row-2", total: 12 });
    const [first, second] = result.value.entries.items;
    expect(first?.cursor).toBe("row-1");
    expect(reveal(first?.customer.evaluation)).toMatchObject({
      stage: { sealed: "DECLINING" },
      since: { sealed: "2026-06-30" },
      churnRisk: { value: { sealed: 0.72 }, band: { sealed: "HIGH" } },
      segments: [{ id: "CHURN_RISK_HIGH" }],
    });
    expect(second?.customer.evaluation).toMatchObject({ since: null, churnRisk: null, segments: [] });
  });

  it.each([
    ["data/0/cif", 1, { entries: { items: [{ crmId: "8802" }], gaps: [{ at: "data/0/cif" }] }, next: "c-2" }],
    ["meta/next", 2, { entries: { items: [{}, {}], gaps: [{ at: "meta/next" }] }, next: null }],
    ["meta/total", "many", { entries: { items: [{}, {}], gaps: [] }, total: null }],
  ])("says what of a portfolio cannot be read: %s", async (at, value, expected) => {
    const { result } = await asking({ body: spoil(answers.portfolioAnswer, at, value) }, (client, deadline) =>
      client.fetchPortfolio("RM1", FIRST_PAGE, deadline),
    );
    expect(reveal(result.value)).toMatchObject(expected);
  });

  it("reads 'no such staff member' as nobody's portfolio", async () => {
    const { result } = await asking({ status: 404, body: answers.crmError("NOT_FOUND") }, (client, deadline) =>
      client.fetchPortfolio("A1", FIRST_PAGE, deadline),
    );
    expect(result).toMatchObject({ kind: "known", asOf: testClock.now() });
    expect(result.value).toEqual({ entries: { items: [], gaps: [] }, next: null, total: 0 });
  });

  it.each([
    [404, { message: "no route" }, "SOURCE_MISCONFIGURED"],
    [404, null, "SOURCE_MISCONFIGURED"],
    [401, answers.crmError("UNAUTHORISED"), "SOURCE_MISCONFIGURED"],
    [503, answers.crmError("BUSY"), "SOURCE_UNAVAILABLE"],
    [200, answers.crmError("BUSY"), "SOURCE_MALFORMED"],
    [200, { data: [] }, "SOURCE_MALFORMED"],
    [200, { data: [], meta: { asOf: "now", next: null, total: 0 } }, "SOURCE_MALFORMED"],
  ])("throws for %s with %j", async (status, body, code) => {
    const call = asking({ status, body }, (client, deadline) => client.fetchPortfolio("RM1", FIRST_PAGE, deadline));
    await expect(call).rejects.toMatchObject({ name: "SourceFault", source: "crm", code });
  });

  it("does not take a 404 for an answer elsewhere", async () => {
    const call = asking({ status: 404, body: answers.crmError("NOT_FOUND") }, (client, deadline) =>
      client.fetchStaff(["RM1"], deadline),
    );
    await expect(call).rejects.toMatchObject({ code: "SOURCE_MISCONFIGURED" });
  });

  it("fetches staff and the tree of units", async () => {
    const staff = await asking({ body: answers.staffAnswer }, (client, deadline) =>
      client.fetchStaff(["RM1"], deadline),
    );
    expect(staff.received[0]?.target).toBe("/crm/api/staff?ids=RM1");
    expect(staff.result.value.items).toEqual([
      { id: "RM1", name: "李明", role: "RELATIONSHIP_MANAGER", orgUnitId: "B1" },
    ]);
    const units = await asking({ body: answers.orgUnitsAnswer }, (client, deadline) => client.fetchOrgUnits(deadline));
    expect(units.received[0]?.target).toBe("/crm/api/org-units");
    expect(units.result.value.items.map(({ id, parentId }) => [id, parentId])).toEqual([
      ["HO", null],
      ["B1", "HO"],
    ]);
  });

  it("fetches what was said and done, newest first", async () => {
    const { result, received } = await asking({ body: answers.interactionsAnswer }, (client, deadline) =>
      client.fetchInteractions(["8801"], { limit: 3, before: "b 1" }, deadline),
    );
    expect(received[0]?.target).toBe("/crm/api/interactions?crmIds=8801&limit=3&before=b%201");
    const interaction = {
      source: "crm",
      recordId: "IN-8801-1",
      kind: "CONTACT",
      at: Date.parse("2026-06-20T15:20:00+08:00"),
      title: { sealed: "理财到期提醒" },
      channel: "CALL_CENTRE",
      initiator: "BANK",
      status: "CLOSED",
    };
    expect(reveal(result.value)).toEqual({
      items: [{ crmId: "8801", entries: { items: [interaction], gaps: [] }, next: null }],
      gaps: [],
    });
  });
});
