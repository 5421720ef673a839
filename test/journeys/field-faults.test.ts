import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JsonMutation } from "../../sandbox/framework/faults.js";
import { MY_PAGE } from "../support/my-page.js";
import { openWorld, type Answer, type Data, type World } from "../support/world.js";

let world: World;
let whole: Data;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.sandbox.control.reset();
  whole = (await page()).data.viewer.customer;
  expect(whole.position.complete).toBe(true);
});

const page = (): Promise<Answer> => world.as("P1").ask(MY_PAGE);

/** One answer of a system with one place changed, and what the gateway logged meanwhile. */
async function pageWith(system: string, ...mutations: JsonMutation[]) {
  world.sandbox.control.setFaults(system, { mutations });
  const before = world.logged.length;
  const answer = await page();
  return { answer, customer: answer.data.viewer.customer, lines: world.logged.slice(before) };
}

const FIELDS: [string, string, string, string][] = [
  ["core-banking", "accounts[0].productName", "depositAccounts", "productName"],
  ["core-banking", "investments[0].productName", "investments", "productName"],
  ["loan", "rows[0].prodName", "loans", "productName"],
  ["card", "customers[0].cards[0].product_name", "creditCards", "productName"],
];

describe("A number where a text was promised", () => {
  it.each(FIELDS)("at %s %s is told at its own place, and its neighbours stand", async (system, at, section, field) => {
    const { answer, customer, lines } = await pageWith(system, { path: at, set: 990101198504 });

    expect(answer.errors).toMatchObject([
      {
        path: ["viewer", "customer", section, "edges", 0, "node", field],
        extensions: { code: "SOURCE_MALFORMED", source: system },
      },
    ]);
    const [first, ...others] = whole[section].edges;
    const edges = [{ node: { ...first.node, [field]: null } }, ...others];
    expect(customer).toEqual({ ...whole, [section]: { ...whole[section], edges } });
    expect(lines).toContainEqual(
      expect.objectContaining({ source: system, at: at.replaceAll(/\[(\d)\]/g, "/$1").replaceAll(".", "/") }),
    );
    expect(JSON.stringify(lines) + answer.text).not.toContain("990101198504");
  });

  it.each([
    ["core-banking", "accounts[0].balance", "depositAccounts", "deposits"],
    ["core-banking", "investments[0].marketValue", "investments", "investments"],
    ["loan", "rows[0].balance", "loans", "totalOwed"],
  ])("at an amount, %s %s, also makes the total incomplete", async (system, at, section, total) => {
    const { answer, customer } = await pageWith(system, { path: at, set: 182340.55 });

    expect(answer.errors.map(({ path }) => path)).toEqual([
      ["viewer", "customer", section, "edges", 0, "node", "balance"],
    ]);
    expect(customer.position).toMatchObject({ complete: false, missingSources: [{ id: system }] });
    expect(customer.position[total]).not.toEqual(whole.position[total]);
    expect(customer[section].totalCount).toBe(whole[section].totalCount);
  });
});

describe("A record without what makes it one", () => {
  it.each([
    ["core-banking", "accounts[0].accountId", "depositAccounts"],
    ["core-banking", "investments[0].holdingId", "investments"],
    ["loan", "rows[0].loanNo", "loans"],
    ["card", "customers[0].cards[0].card_id", "creditCards"],
  ])("at %s %s leaves a gap that is counted as one", async (system, path, section) => {
    const { customer, answer } = await pageWith(system, { path, remove: true });

    expect(customer[section].edges).toEqual(whole[section].edges.slice(1));
    expect(customer[section].totalCount).toBeNull();
    expect(customer.position).toMatchObject({ complete: false, missingSources: [{ id: system }], productCount: null });
    expect(answer.errors).toEqual([]);
  });

  it.each([
    ["core-banking", "accounts[0].holders", "depositAccounts"],
    ["core-banking", "parties[0].partyId", "depositAccounts"],
    ["core-banking", "asOf", "depositAccounts"],
    ["core-banking", "accounts", "depositAccounts"],
    ["loan", "batchDate", "loans"],
    ["loan", "rows", "loans"],
    ["card", "customers[0].customer_id", "creditCards"],
    ["card", "customers[0].cards", "creditCards"],
    ["card", "as_of", "creditCards"],
  ])("never turns something into nothing: %s %s", async (system, path, section) => {
    const { customer } = await pageWith(system, { path, remove: true });

    expect(customer[section].totalCount).toBeNull();
    expect(customer.position.complete).toBe(false);
    expect(customer.position.missingSources).toContainEqual({ id: system });
  });

  it.each([
    ["core-banking", "parties", "depositAccounts"],
    ["loan", "rows", "loans"],
    ["card", "customers", "creditCards"],
  ])("is missed even if its list is well formed and empty: %s %s", async (system, path, section) => {
    const { customer } = await pageWith(system, { path, set: [] });

    expect(customer[section].totalCount).toBeNull();
    expect(customer.position.complete).toBe(false);
  });

  it.each(["coverage", "consents"])("never turns something into nothing: crm %s", async (field) => {
    const { customer, answer } = await pageWith("crm", { path: `data[0].${field}`, set: 7 });

    expect(customer[field]).toBeNull();
    expect(answer.errors).toMatchObject([
      { path: ["viewer", "customer", field], extensions: { code: "SOURCE_MALFORMED", source: "crm" } },
    ]);
    expect(customer.position).toEqual(whole.position);
  });
});

describe("A list where one entry is no record", () => {
  it.each([
    ["core-banking", "accounts[0]", "depositAccounts"],
    ["loan", "rows[0]", "loans"],
    ["card", "customers[0].cards[0]", "creditCards"],
  ])("keeps the others: %s %s", async (system, path, section) => {
    const { customer } = await pageWith(system, { path, set: null });

    expect(customer[section]).toMatchObject({ totalCount: null, edges: whole[section].edges.slice(1) });
  });
});

describe("What nobody agreed on", () => {
  const SECRET = "917-secret-917";

  it.each([
    ["core-banking", "accounts[0].nickname", "accounts/0/nickname", false],
    ["core-banking", "parties[0].loginPassword", "parties/0/loginPassword", true],
    ["core-banking", "accounts[0].pin", "accounts/0/pin", true],
    ["loan", "rows[0].remark", "rows/0/remark", false],
    ["loan", "rows[0].cvn2", "rows/0/cvn2", true],
    ["card", "customers[0].cards[0].cvv2", "customers/0/cards/0/cvv2", true],
    ["card", "customers[0].cards[0].pin_block", "customers/0/cards/0/pin_block", true],
    ["card", "customers[0].cards[0].track2", "customers/0/cards/0/track2", true],
    ["crm", "data[0].fingerprint", "data/0/fingerprint", true],
    ["crm", "data[0].shoeSize", "data/0/shoeSize", false],
  ])("is dropped at the border: %s %s", async (system, path, at, isAuthenticationData) => {
    const { customer, answer, lines } = await pageWith(system, { path, set: SECRET });

    expect(answer.errors).toEqual([]);
    expect(customer).toEqual(whole);
    const level = isAuthenticationData ? 50 : 40;
    expect(lines).toContainEqual(expect.objectContaining({ level, source: system, at }));
    expect(answer.text + JSON.stringify(lines)).not.toContain(SECRET);
  });

  it("is not even named in the log when its name is somebody's number", async () => {
    const { customer, lines } = await pageWith("crm", { path: "data[0].990101198504120012", set: true });

    expect(customer).toEqual(whole);
    expect(lines).toContainEqual(expect.objectContaining({ source: "crm", at: "data/0/(not a name)" }));
    expect(JSON.stringify(lines)).not.toContain("990101198504120012");
  });
});
