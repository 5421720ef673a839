import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "../support/world.js";

const PAGE = `query Page($id: ID!) {
  customer(id: $id) {
    depositAccounts { totalCount sources { state reason } edges { node { id } } }
    investments { totalCount sources { state reason } edges { node { id } } }
    loans { totalCount sources { state reason } edges { node { id } } }
    creditCards { totalCount sources { state reason } edges { node { id } } }
    position { investments { amount } totalOwed { amount } complete missingSources { id } }
    person { occupation }
  }
}`;

/** 李秀英 has one account: no loan, no card, no investment. */
const LI = "10000003";

describe("Nothing is told apart from nothing", () => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId(LI, "RM2");
  });
  afterAll(() => world.stop());
  beforeEach(() => world.sandbox.control.reset());

  it("zero: she owes nothing, and every source has said so", async () => {
    const { data, errors } = await world.as("RM2").ask(PAGE, { id });

    expect(errors).toEqual([]);
    expect(data.customer.position).toEqual({
      investments: { amount: "0.00" },
      totalOwed: { amount: "0.00" },
      complete: true,
      missingSources: [],
    });
  });

  it("none: she has no card, and the card system has said so", async () => {
    const { data } = await world.as("RM2").ask(PAGE, { id });

    const none = { totalCount: 0, sources: [{ state: "FRESH", reason: null }], edges: [] };
    expect(data.customer).toMatchObject({ creditCards: none, loans: none, investments: none });
    expect(data.customer.depositAccounts.totalCount).toBe(1);
  });

  it("source unavailable: whether she has an account cannot be said", async () => {
    world.sandbox.control.setFaults("core-banking", { cut: true });
    const { data } = await world.as("RM2").ask(PAGE, { id });

    expect(data.customer.depositAccounts).toEqual({
      totalCount: null,
      sources: [{ state: "UNAVAILABLE", reason: "SOURCE_UNAVAILABLE" }],
      edges: [],
    });
    expect(data.customer.position).toMatchObject({
      investments: null,
      complete: false,
      missingSources: [{ id: "core-banking" }],
    });
  });

  it("not permitted: a call-centre agent may see who she is, and not what she has", async () => {
    const { data, errors } = await world.as("CC1").ask(
      `query { customersByIdentifier(identifier: { type: MOBILE, value: "13900005678" }) { edges { node {
        customerNumber displayName creditCards { totalCount } position { complete } viewerAccess { level }
      } } } }`,
    );

    const [{ node }] = data.customersByIdentifier.edges;
    expect(node).toMatchObject({ creditCards: null, position: null, viewerAccess: { level: "HEADER" } });
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["ACCESS_DENIED"]));
  });

  it("not permitted, as a whole: no source is asked for what would not be shown", async () => {
    world.sandbox.control.resetCounters();
    const { data, errors } = await world.as("RM1").ask(PAGE, { id });

    expect(Object.values(data.customer)).toEqual([null, null, null, null, null, null]);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["ACCESS_DENIED"]));
    const counters = world.sandbox.control.counters();
    expect(["core-banking", "loan", "card"].map((name) => counters[name]?.calls)).toEqual([0, 0, 0]);
  });
});
