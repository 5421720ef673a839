import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AuditEvent, FieldGroup } from "../../src/audit/event/audit-event.js";
import { openAuditReads, type OpenReads } from "../../src/audit/store/open-reads.js";
import { auditConfig } from "../../src/platform/config-audit.js";
import { readStoryCustomers, readStoryOperations } from "../../src/server/story-operations.js";
import { receivedFields, withIdentity } from "../support/audit/received-fields.js";
import { nth } from "../support/nth.js";
import { openWorld, type Data, type World } from "../support/world.js";

const STORIES = fileURLToPath(new URL("../../schema/operations/stories", import.meta.url));
const operations = readStoryOperations(STORIES, (name) => `customer:${name}`);

const PAGE = `query Page($id: ID!) { customer(id: $id) { displayName status
  person { birthDate documents { type number } }
  position { aum { amount } totalOwed { amount } netPosition { amount } }
  loans { edges { node { numberDisplay balance { amount } } } } creditCards { edges { node { numberDisplay } } } } }`;

interface Told {
  readonly name: string;
  readonly persona: string;
  readonly purpose: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

describe("the event of an operation says of every field what its client received", () => {
  let folder: string;
  let world: World;
  let trail: OpenReads;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "audit-complete-"));
    const store = join(folder, "audit.sqlite");
    world = await openWorld({ auditStore: store });
    const open = openAuditReads(auditConfig.parse({ store }));
    if (open === null) throw new Error("the gateway has no trail");
    trail = open;
    for (const [name, { type, value, manager }] of readStoryCustomers(STORIES)) {
      const find = `query ($identifier: IdentifierInput!) { customersByIdentifier(identifier: $identifier) { edges { node { id } } } }`;
      const { data } = await world.as(manager).ask(find, { identifier: { type, value } });
      ids.set(`customer:${name}`, data.customersByIdentifier.edges[0].node.id);
    }
  });
  afterEach(() => world.sandbox.control.reset());
  afterAll(async () => {
    await trail.close();
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const idOf = (value: unknown): unknown => ids.get(String(value)) ?? value;

  /** Asks over HTTP, and holds the one event that this leaves against the answer. */
  async function compare({
    persona,
    purpose,
    query,
    variables,
  }: Told): Promise<{ event: AuditEvent; data: Data; fields: number }> {
    const before = await trail.reads.latestCursor();
    const asked = withIdentity(query);
    const answer = await world.as(persona, { purpose }).ask(asked, variables);
    const events = (await trail.reads.readAfter(before, 100))
      .map(({ canonical }) => JSON.parse(canonical) as AuditEvent)
      // What the gateway does of itself meanwhile is on record beside it.
      .filter(({ actor }) => !actor.subject.startsWith("system:"));
    expect(events).toHaveLength(1);
    const event = nth(events, 0);
    expect(event.purpose).toBe(purpose);
    expect(event.actor.subject).toMatch(
      event.actor.role === "CUSTOMER" ? /^customer:/ : new RegExp(`^staff:${persona}$`),
    );
    const received = receivedFields(asked, answer);
    const told = [...event.subjects.flatMap(({ fields }) => linesOf(fields)), ...linesOf(event.otherFields)];
    expect([...new Set(told)].sort()).toEqual([...received.all].sort());
    for (const [id, fields] of received.byCustomer) {
      const own = event.subjects.filter(({ customerIds }) => customerIds.includes(id.replace(/^cus_/, "")));
      expect(own.length, `the event names ${id}`).toBeGreaterThan(0);
      expect(own.flatMap((group) => linesOf(group.fields))).toEqual(expect.arrayContaining([...fields]));
    }
    return { event, data: answer.data, fields: received.all.size };
  }

  it.each(operations.map((told) => ({ ...told, label: `${told.story}: ${told.title}` })))(
    "story $label",
    async ({ name, persona, purpose, query, variables }) => {
      const given = Object.entries(JSON.parse(variables === "" ? "{}" : variables) as Record<string, unknown>);
      const filled = Object.fromEntries(given.map(([key, value]) => [key, idOf(value)]));
      const { data } = await compare({ name, persona, purpose, query, variables: filled });
      expect(data).not.toBeNull();
    },
  );

  it("of a manager's page, of which he sees some in clear and some masked", async () => {
    const { event, fields } = await compare(page("RM1", "RELATIONSHIP_MANAGEMENT"));
    expect(fields).toBeGreaterThan(5);
    const outcomes = new Set(event.subjects.flatMap((subject) => subject.fields.map(({ outcome }) => outcome)));
    expect(outcomes).toEqual(new Set(["CLEAR", "MASKED"]));
  });

  it("of a customer whom he does not reach", async () => {
    const { event } = await compare(page("RM2", "RELATIONSHIP_MANAGEMENT"));
    expect(event.decision).toBe("DENIED");
    expect(event.errors).not.toEqual([]);
  });

  it("of a page of which a system says nothing", async () => {
    world.sandbox.control.setFaults("loan", { cut: true });
    const { event, data } = await compare(page("RM1", "RELATIONSHIP_MANAGEMENT"));
    expect(event.sources.find(({ source }) => source === "loan")?.state).toBe("UNAVAILABLE");
    // No error says so: the sections do.
    expect(data.customer).toMatchObject({ loans: { edges: [] }, position: { netPosition: null } });
    const told = event.subjects.flatMap(({ fields }) => linesOf(fields));
    expect(told).toEqual(
      expect.arrayContaining([
        "customer.loans.edges.node.numberDisplay C2 UNAVAILABLE",
        "customer.loans.edges.node.balance.amount C2 UNAVAILABLE",
        "customer.position.netPosition.amount C2 UNAVAILABLE",
        "customer.creditCards.edges.node.numberDisplay C2 MASKED",
      ]),
    );
  });

  it("of another holder whom the viewer does not reach", async () => {
    const zhao = await world.customerId("10000006", "RM2");
    world.sandbox.control.change("10000001", { confidentiality: "VIP" });
    const query = `query Holders($id: ID!) { customer(id: $id) {
      depositAccounts { edges { node { holders { customer { displayName } } } } } } }`;
    const { data, event } = await compare({
      ...page("RM2", "RELATIONSHIP_MANAGEMENT"),
      query,
      variables: { id: zhao },
    });
    const holders = data.customer.depositAccounts.edges.flatMap(({ node }: Data) => node.holders) as Data[];
    expect(holders).toContainEqual({ customer: null });
    const fields = [...event.otherFields, ...event.subjects.flatMap((each) => each.fields)];
    expect(linesOf(fields)).toContain("customer.depositAccounts.edges.node.holders.customer.displayName C2 DENIED");
    expect(event.decision).toBe("PARTIAL");
  });

  it("of a report that nobody may read, and of one that could not be had", async () => {
    const query = `query Report($id: ID!) { customer(id: $id) { displayName
      creditReport(reason: POST_LOAN) { __typename
        ... on CreditReport { openLoans totalDebt { amount } } ... on SourceUnavailable { message } } } }`;
    const variables = { id: idOf("customer:P1") };
    const outcomesOf = ({ subjects }: AuditEvent) =>
      subjects.flatMap(({ fields }) => linesOf(fields)).filter((line) => line.includes("openLoans"));
    const denied = await compare({ ...page("T1", "COUNTER_SERVICE"), query, variables });
    expect(outcomesOf(denied.event)).toEqual(["customer.creditReport.openLoans C2 DENIED"]);
    world.sandbox.control.setFaults("credit-bureau", { cut: true });
    const { event, data } = await compare({ ...page("RM1", "RELATIONSHIP_MANAGEMENT"), query, variables });
    expect(data.customer.creditReport.__typename).toBe("SourceUnavailable");
    expect(outcomesOf(event)).toEqual(["customer.creditReport.openLoans C2 UNAVAILABLE"]);
  });

  it("of what was opened by a grant", async () => {
    const unmask = operations.find(({ query }) => query.includes("requestAccess"));
    if (unmask === undefined) throw new Error("no story asks for access");
    const { data } = await world.as("RISK1").ask(unmask.query, { s: idOf("customer:P1") });
    const approve = `mutation Decide($id: ID!) { decideAccess(grantId: $id, approve: true, comment: "seen") { id } }`;
    await compare({
      name: "Decide",
      persona: "RISKM",
      purpose: purposeOf("RISKM"),
      query: approve,
      variables: { id: data.requestAccess.id },
    });
    const { event } = await compare(page("RISK1", purposeOf("RISK1")));
    expect(event).toMatchObject({ action: "UNMASK", grantId: expect.any(String) as string });
  });

  const purposeOf = (persona: string): string =>
    nth(world.sandbox.personas().find(({ id }) => id === persona)?.purposes, 0);
  const page = (persona: string, purpose: string): Told => ({
    name: "Page",
    persona,
    purpose,
    query: PAGE,
    variables: { id: idOf("customer:P1") },
  });
});

function linesOf(fields: readonly FieldGroup[]): string[] {
  return fields.flatMap((group) => group.paths.map((path) => `${path} ${group.class} ${group.outcome}`));
}
