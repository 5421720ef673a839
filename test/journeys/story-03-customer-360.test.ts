import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, story, type Answer, type Data, type World } from "../support/world.js";

interface Freshness {
  readonly source: { readonly id: string };
  readonly state: string;
  readonly asOf: string;
}

describe("Story 3: the relationship manager opens the 360 page", () => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId("10000001", "RM1");
  });
  beforeEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  const open = (manager = "RM1"): Promise<Answer> => world.as(manager).ask(story("03-customer-360"), { id });

  it("adds the position up to the cent", async () => {
    const { data, errors } = await open();

    expect(errors).toEqual([]);
    const { position } = data.customer;
    const amounts = ["deposits", "investments", "aum", "totalOwed", "availableCredit", "netPosition"];
    expect(Object.fromEntries(amounts.map((name) => [name, position[name].amount]))).toEqual({
      deposits: "482340.55",
      investments: "500000.00",
      aum: "982340.55",
      totalOwed: "1273450.00",
      availableCredit: "76550.00",
      netPosition: "-291109.45",
    });
    expect(position).toMatchObject({ productCount: 5, complete: true, missingSources: [] });
  });

  it("lists five arrangements, each as of its own moment", async () => {
    const { data } = await open();

    const { depositAccounts, investments, loans, creditCards } = data.customer;
    const sections = [depositAccounts, investments, loans, creditCards];
    expect(sections.map(({ totalCount }) => totalCount)).toEqual([2, 1, 1, 1]);
    const nodes: { freshness: Freshness }[] = sections.flatMap(({ edges }) =>
      edges.map(({ node }: { node: unknown }) => node),
    );
    expect(nodes.map(({ freshness }) => freshness.state)).toEqual(["FRESH", "FRESH", "FRESH", "FRESH", "FRESH"]);
    expect(loans.edges[0].node.freshness.asOf).toMatch(/^2026-06-29/);
    expect(depositAccounts.edges[0].node.freshness.asOf).toBe("2026-06-30T02:00:00.000Z");
  });

  it("shows the mortgage and the card as the systems have them", async () => {
    const { data } = await open();

    expect(data.customer.loans.edges[0].node).toMatchObject({
      kind: "MORTGAGE",
      daysPastDue: 0,
      balance: { amount: "1250000.00" },
    });
    expect(data.customer.creditCards.edges[0].node).toMatchObject({
      limit: { amount: "100000.00" },
      available: { amount: "76550.00" },
      balance: { amount: "23450.00" },
    });
    expect(data.customer.investments.edges[0].node.maturityDate).toBe("2026-07-15");
  });

  it("asks every source once", async () => {
    await open();

    const counters = world.sandbox.control.counters();
    const calls = Object.entries(counters).map(([name, { endpoints }]) => [
      name,
      Object.entries(endpoints)
        .filter(([endpoint]) => !endpoint.includes("/oauth/"))
        .reduce((total, [, { calls: each }]) => total + each, 0),
    ]);
    expect(Object.fromEntries(calls)).toMatchObject({ "core-banking": 1, loan: 1, card: 1, crm: 1 });
    expect(counters["credit-bureau"]?.calls).toBe(0);
  });

  it("asks for a book of customers in one batch each", async () => {
    const book = `{ viewer { portfolio(first: 50) { edges { node {
      id displayName
      depositAccounts { edges { node { balance { amount } } } }
      loans { edges { node { balance { amount } } } }
      creditCards { edges { node { balance { amount } } } }
    } } } } }`;
    await world.as("RM1").ask(book);
    world.sandbox.control.resetCounters();

    const { data, errors } = await world.as("RM1").ask(book);

    expect(errors).toEqual([]);
    expect(data.viewer.portfolio.edges).toHaveLength(50);
    const counters = world.sandbox.control.counters();
    expect(counters["core-banking"]?.endpoints["GET /core/v2/parties"]).toMatchObject({ calls: 1, ids: 50 });
    expect(counters["loan"]?.endpoints["GET /credit/api/loans"]?.calls).toBe(1);
    expect(counters["card"]?.endpoints["GET /cms/v1/customers"]?.calls).toBe(1);
    expect(counters["crm"]?.endpoints["GET /crm/api/customers"]?.calls).toBe(1);
  });

  it("shows a joint account when asked, and of the other holder, whom another manages, the masked name", async () => {
    const joint = `query ($id: ID!) { customer(id: $id) { depositAccounts(roles: [JOINT]) {
      totalCount edges { node { balance { amount } holders { role hiddenReason
        customer { id displayName viewerAccess { level basis } depositAccounts { totalCount } } } } } } } }`;

    const { data, errors } = await world.as("RM1").ask(joint, { id });

    expect(data.customer.depositAccounts.totalCount).toBe(1);
    const [{ node }] = data.customer.depositAccounts.edges;
    expect(node.balance.amount).toBe("60000.00");
    const [own, other] = ["JOINT", "PRIMARY"].map((role) => node.holders.find((each: Data) => each.role === role));
    expect(own).toMatchObject({ hiddenReason: null, customer: { id, viewerAccess: { basis: "OWN_PORTFOLIO" } } });
    expect(other).toMatchObject({
      hiddenReason: "THIRD_PARTY_DATA",
      customer: { displayName: "赵*", viewerAccess: { level: "EXISTENCE_ONLY" }, depositAccounts: null },
    });
    expect(errors).toMatchObject([{ extensions: { code: "ACCESS_DENIED" } }]);
  });

  it("declares its totals incomplete, and names the source, when one is missing", async () => {
    world.sandbox.control.setFaults("loan", { errorRate: 1 });

    const { data, extensions } = await open();

    expect(data.customer.displayName).toBe("王**");
    expect(data.customer.loans).toMatchObject({ totalCount: null, edges: [] });
    expect(data.customer.loans.sources[0]).toMatchObject({ source: { id: "loan" }, state: "UNAVAILABLE" });
    expect(data.customer.position).toMatchObject({
      complete: false,
      missingSources: [{ id: "loan" }],
      productCount: null,
      totalOwed: { amount: "23450.00" },
      aum: { amount: "982340.55" },
      netPosition: null,
    });
    expect(extensions.c360.sources).toContainEqual(expect.objectContaining({ source: "loan", state: "UNAVAILABLE" }));
  });

  it("tells another branch's manager that there is such a customer and who looks after him, and asks no system for more", async () => {
    const { data, errors } = await open("RM2");

    const { viewerAccess, displayName, position, loans } = data.customer;
    expect(viewerAccess).toMatchObject({ level: "EXISTENCE_ONLY", basis: "OUTSIDE_PORTFOLIO" });
    expect([displayName, position, loans]).toEqual([null, null, null]);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["ACCESS_DENIED"]));
    expect(world.sandbox.control.counters()["core-banking"]?.calls).toBe(0);
  });
});
