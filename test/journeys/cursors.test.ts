import { toInstant } from "../../src/domain/instant.js";
import { fixedClock } from "../../src/platform/clock.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type Answer, type Asker, type Data, type World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const LIST = `query ($after: String, $filter: CustomerFilter, $orderBy: CustomerOrder) {
  customers(first: 5, after: $after, filter: $filter, orderBy: $orderBy) {
    pageInfo { endCursor } edges { cursor node { id customerNumber } } } }`;
const PORTFOLIO = `query ($after: String) { viewer { portfolio(first: 5, after: $after) {
  pageInfo { endCursor } edges { cursor node { id } } } } }`;

const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions.code as string);
const calls = () => Object.values(world.sandbox.control.counters()).reduce((total, { calls: each }) => total + each, 0);

async function cursorOf(asker: Asker, variables: Record<string, unknown> = {}): Promise<string> {
  const { data } = await asker.ask(LIST, variables);
  return data.customers.pageInfo.endCursor as string;
}

/** One answer, before any source is asked, that repeats nothing of what was sent. */
async function expectRefused(asker: Asker, query: string, variables: Record<string, unknown>): Promise<void> {
  const before = calls();
  const answer = await asker.ask(query, variables);
  expect(codesOf(answer)).toEqual(["INVALID_CURSOR"]);
  expect(answer.errors[0]?.message).toBe("This cursor does not belong to this list, or not any more.");
  const { after } = variables;
  if (typeof after === "string" && after.length > 3) expect(answer.text).not.toContain(after);
  expect(calls()).toBe(before);
}

describe("A cursor of a list", () => {
  it("goes on in its own list, for its own caller", async () => {
    const rm = world.as("RM2");
    const after = await cursorOf(rm);
    const first = (await rm.ask(LIST)).data.customers.edges.map(({ node }: Data) => node.id);
    const next = (await rm.ask(LIST, { after })).data.customers.edges.map(({ node }: Data) => node.id);
    expect(new Set([...first, ...next]).size).toBe(10);
  });

  it("is nothing to another caller, for another purpose, or in another list", async () => {
    const after = await cursorOf(world.as("RM2"));
    await expectRefused(world.as("RM1"), LIST, { after });
    await expectRefused(world.as("AN1"), LIST, { after });
    const other = world.as("RM2", { purposes: ["CREDIT_APPROVAL"], purpose: "CREDIT_APPROVAL" });
    await expectRefused(other, LIST, { after });
    await expectRefused(world.as("RM2"), PORTFOLIO, { after });
    await expectRefused(world.as("RM2"), LIST, { after, filter: { kind: "PERSON" } });
    await expectRefused(world.as("RM2"), LIST, { after, orderBy: { field: "CHURN_RISK", direction: "ASC" } });
    const portfolio = (await world.as("RM2").ask(PORTFOLIO)).data.viewer.portfolio.pageInfo.endCursor as string;
    await expectRefused(world.as("RM2"), LIST, { after: portfolio });
  });

  it("is the same list however its arguments are written", async () => {
    const rm = world.as("RM2");
    const orderBy = { field: "CUSTOMER_NUMBER", direction: "ASC" };
    const after = await cursorOf(rm, { filter: { kind: null }, orderBy });
    expect(codesOf(await rm.ask(LIST, { after }))).toEqual([]);
  });

  it("is nothing with any bit of it turned", async () => {
    const rm = world.as("RM2");
    const sealed = Buffer.from(await cursorOf(rm), "base64url");
    for (let byte = 0; byte < sealed.length; byte += 1) {
      const spoilt = Buffer.from(sealed);
      spoilt.writeUInt8(spoilt.readUInt8(byte) ^ (1 << (byte % 8)), byte);
      await expectRefused(rm, LIST, { after: spoilt.toString("base64url") });
    }
  });

  it("is nothing when it is made up, or endless", async () => {
    const plain = Buffer.from(JSON.stringify(["8803"])).toString("base64url");
    for (const after of ["", plain, "x".repeat(100_000), "尾号1234", "\u0000"]) {
      await expectRefused(world.as("RM2"), LIST, { after });
    }
  });

  it("carries no number of anybody, and is as long at the end as at the beginning", async () => {
    const { data } = await world.as("RM2").ask(LIST.replace("first: 5", "first: 100"));
    const cursors: string[] = data.customers.edges.map(({ cursor }: Data) => cursor);
    expect(new Set(cursors.map(({ length }) => length)).size).toBe(1);
    for (const [index, cursor] of cursors.entries()) {
      const bytes = Buffer.from(cursor, "base64url").toString("latin1");
      expect(bytes).not.toContain(data.customers.edges[index].node.customerNumber);
    }
  });
});

describe("A cursor in time", () => {
  it("expires; a gateway with a later clock and the same secret refuses it, one within the hour goes on", async () => {
    const after = await cursorOf(world.as("RM2"));
    for (const [fixedAt, codes] of [
      ["2026-06-30T10:59:59+08:00", []],
      ["2026-06-30T11:00:00+08:00", ["INVALID_CURSOR"]],
    ] as const) {
      const later = await openWorld({ beside: world.sandbox, clock: fixedClock(toInstant(fixedAt)) });
      try {
        expect(codesOf(await later.as("RM2").ask(LIST, { after }))).toEqual(codes);
      } finally {
        await later.stop();
      }
    }
  });

  it("is refused once its secret is forgotten, and good while that is a former one", async () => {
    const [old, fresh] = ["yesterday's secret, of thirty-two or more", "today's secret, of thirty-two or more ch"];
    const gateway = (cursors: object) => openWorld({ beside: world.sandbox, cursors });
    const [before, changed, forgotten] = await Promise.all([
      gateway({ secret: old }),
      gateway({ secret: fresh, formerSecrets: [old] }),
      gateway({ secret: fresh }),
    ]);
    try {
      const after = await cursorOf(before.as("RM2"));
      expect(codesOf(await changed.as("RM2").ask(LIST, { after }))).toEqual([]);
      expect(codesOf(await forgotten.as("RM2").ask(LIST, { after }))).toEqual(["INVALID_CURSOR"]);
    } finally {
      await Promise.all([before, changed, forgotten].map((each) => each.stop()));
    }
  });

  it("opens nothing that has been taken from its caller since: whoever is gone from his list leaves no edge", async () => {
    const rm = world.as("RM2");
    const page = (await rm.ask(LIST)).data.customers;
    const next = (await rm.ask(LIST, { after: page.pageInfo.endCursor })).data.customers;
    const transferred = next.edges[1].node.customerNumber as string;
    // What the CRM says from now on of the second on a page: somebody else looks after him.
    world.sandbox.control.setFaults("crm", {
      endpoints: ["POST /crm/api/customers/listing"],
      mutations: [
        { path: "data[1].customer.coverage.primaryManager.staffId", set: "RM1" },
        { path: "data[1].customer.coverage.team", set: [] },
      ],
    });
    try {
      const answer = await rm.ask(LIST, { after: page.pageInfo.endCursor });
      expect(answer.errors).toEqual([]);
      const numbers = answer.data.customers.edges.map(({ node }: Data) => node.customerNumber);
      expect(numbers).not.toContain(transferred);
      // The page is as full as any other.
      expect(numbers.length).toBe(5);
      expect(answer.text).not.toContain(transferred);
    } finally {
      world.sandbox.control.clearFaults("crm");
    }
  });
});
