import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, story, type Data, type World } from "../support/world.js";

/** 陈静 and 赵强 are customers of Ningbo, which has a core and a credit system of its own; 李秀英 is not. */
const NINGBO = { name: "ningbo", keyPrefixes: ["10000002", "10000006", "L-5502"] };
const CHEN = "10000002";
const LI = "10000003";

const PAGE = `query ($id: ID!) { customer(id: $id) {
  customerNumber displayName
  position { deposits { amount } totalOwed { amount } complete missingSources { id } }
  depositAccounts { totalCount sources { source { id } state reason part } edges { node { balance { amount } } } }
  loans { totalCount sources { source { id } state reason part } edges { node { balance { amount } } } } } }`;

const BOOK = `{ viewer { portfolio(first: 50) { edges { node {
  customerNumber
  position { complete missingSources { id } }
  depositAccounts { totalCount sources { state part } }
  loans { totalCount sources { state part } } } } } } }`;

describe("A core and a credit system that one region has of its own", () => {
  let world: World;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    world = await openWorld({ sandbox: { regions: [NINGBO] } });
    for (const number of [CHEN, LI]) ids[number] = await world.customerId(number, "RM2");
    await world.as("RM2").ask(BOOK);
  });
  beforeEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  const page = (number: string) => world.as("RM2").ask(PAGE, { id: ids[number] });
  const callsOf = (system: string) => world.sandbox.control.counters()[system]?.calls ?? 0;

  it("answer for their own customers, each asked where he is", async () => {
    const { data, errors } = await page(CHEN);

    expect(errors).toEqual([]);
    expect(data.customer.position).toMatchObject({
      deposits: { amount: "86500.00" },
      totalOwed: { amount: "742000.00" },
      complete: true,
    });
    expect([callsOf("core-banking/ningbo"), callsOf("loan/ningbo")]).toEqual([1, 1]);
    expect([callsOf("core-banking"), callsOf("loan")]).toEqual([0, 0]);
  });

  it("when down are named as the part that they are, on the page and beside it", async () => {
    world.sandbox.control.setFaults("core-banking/ningbo", { cut: true });
    const { data, extensions } = await page(CHEN);

    const { customer } = data;
    expect(customer.depositAccounts).toEqual({
      totalCount: null,
      sources: [
        {
          source: { id: "core-banking" },
          state: "UNAVAILABLE",
          reason: "SOURCE_UNAVAILABLE",
          part: "core-banking/ningbo",
        },
      ],
      edges: [],
    });
    expect(customer.loans).toMatchObject({ totalCount: 1, sources: [{ state: "FRESH", part: null }] });
    expect(customer.position).toMatchObject({
      deposits: null,
      totalOwed: { amount: "742000.00" },
      complete: false,
      missingSources: [{ id: "core-banking" }],
    });
    expect(extensions.c360.sources).toContainEqual(
      expect.objectContaining({ source: "core-banking", state: "UNAVAILABLE", part: "core-banking/ningbo" }),
    );
  });

  it("when down take nothing from the customers of other regions", async () => {
    for (const system of ["core-banking/ningbo", "loan/ningbo"]) world.sandbox.control.setFaults(system, { cut: true });
    const { data, errors, extensions } = await page(LI);

    expect(errors).toEqual([]);
    expect(data.customer.position).toMatchObject({ deposits: { amount: "214000.00" }, complete: true });
    expect(JSON.stringify(extensions)).not.toContain("ningbo");
  });

  it("when down leave a gap for their own customers in a book, and for nobody else", async () => {
    for (const system of ["core-banking/ningbo", "loan/ningbo"]) world.sandbox.control.setFaults(system, { cut: true });
    const { data, extensions } = await world.as("RM2").ask(BOOK);

    const book = data.viewer.portfolio.edges.map(({ node }: Data) => node);
    expect(book).toHaveLength(50);
    const own = (each: Data) => NINGBO.keyPrefixes.includes(each.customerNumber);
    expect(book.filter(own).map(({ position }: Data) => position.complete)).toEqual([false, false]);
    expect(book.filter(own).flatMap(({ depositAccounts }: Data) => depositAccounts.sources)).toEqual(
      Array.from({ length: 2 }, () => ({ state: "UNAVAILABLE", part: "core-banking/ningbo" })),
    );
    const others = book.filter((each: Data) => !own(each));
    expect(others.filter(({ position }: Data) => !position.complete)).toEqual([]);
    const named = extensions.c360.sources.map(({ source, state, part = null }: Data) => [source, state, part]);
    expect(named).toEqual([
      ["core-banking", "FRESH", null],
      ["core-banking", "UNAVAILABLE", "core-banking/ningbo"],
      ["loan", "FRESH", null],
      ["loan", "UNAVAILABLE", "loan/ningbo"],
      ["card", "FRESH", null],
      ["crm", "FRESH", null],
    ]);
  });

  it("are shown to risk part by part, the whole as well as its worst part", async () => {
    world.sandbox.control.setFaults("loan/ningbo", { cut: true });
    await page(CHEN);
    const { data, errors } = await world.as("RISK1").ask(story("12-source-health"));
    expect(errors).toEqual([]);
    const parts = await world
      .as("RISK1")
      .ask("{ sources { id status { state message parts { id state message circuit } } } }");

    const loan = parts.data.sources.find(({ id }: Data) => id === "loan");
    expect(loan.status).toMatchObject({ state: "UNAVAILABLE", message: "SOURCE_UNAVAILABLE" });
    expect(loan.status.parts).toMatchObject([
      { id: "loan/head-office", message: null },
      { id: "loan/ningbo", state: "UNAVAILABLE", message: "SOURCE_UNAVAILABLE", circuit: "CLOSED" },
    ]);
    expect(data.sources.find(({ id }: Data) => id === "crm")).toBeDefined();
  });
});

describe("Somebody who is looked up while a region is down", () => {
  it("is found where he is, and what could not be searched is named", async () => {
    const world = await openWorld({ sandbox: { regions: [NINGBO] } });
    world.sandbox.control.setFaults("core-banking/ningbo", { cut: true });
    const { data, errors, extensions } = await world.as("RM2").ask(
      `query ($identifier: IdentifierInput!) { customersByIdentifier(identifier: $identifier) {
        edges { node { customerNumber } } } }`,
      { identifier: { type: "MOBILE", value: "13900003003" } },
    );
    await world.stop();

    expect(data.customersByIdentifier.edges).toEqual([{ node: { customerNumber: LI } }]);
    expect(extensions.c360.sources).toContainEqual(
      expect.objectContaining({ source: "core-banking", state: "UNAVAILABLE", part: "core-banking/ningbo" }),
    );
    expect(errors.every(({ extensions: { code } }) => code === "SOURCE_UNAVAILABLE")).toBe(true);
  });
});
