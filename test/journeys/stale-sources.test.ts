import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, story, type Data, type World } from "../support/world.js";

const LOANS = `query ($id: ID!) {
  customer(id: $id) {
    loans { totalCount sources { source { id } state asOf ageSeconds reason } edges { node { freshness { state asOf } } } }
    position { totalOwed { amount } complete freshness { source { id } state } }
  }
}`;

/** The loan system's answers are as of the end of the day before; its budget is one day. */
describe("A loan system whose nightly batch did not run", () => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId("10000001", "RM1");
    world.sandbox.control.setFaults("loan", { staleDays: 2 });
  });
  afterAll(() => world.stop());

  const health = async () => {
    const { data, errors } = await world.as("RISK1").ask(story("12-source-health"));
    expect(errors).toEqual([]);
    return Object.fromEntries(data.sources.map(({ id: name, status }: Data) => [name, status]));
  };

  it("still shows what it has, and says how old it is", async () => {
    const { data } = await world.as("RM1").ask(LOANS, { id });

    expect(data.customer.loans).toEqual({
      totalCount: 1,
      sources: [
        { source: { id: "loan" }, state: "STALE", asOf: "2026-06-27T15:59:59.000Z", ageSeconds: 208_801, reason: null },
      ],
      edges: [{ node: { freshness: { state: "STALE", asOf: "2026-06-27T15:59:59.000Z" } } }],
    });
    expect(data.customer.position.freshness).toContainEqual({ source: { id: "loan" }, state: "STALE" });
    expect(data.customer.position).toMatchObject({ totalOwed: { amount: "1273450.00" }, complete: true });
  });

  it("is shown to risk as stale since its budget ran out, and as working", async () => {
    await world.as("RM1").ask(LOANS, { id });

    const { loan } = await health();
    expect(loan).toMatchObject({ state: "STALE", since: "2026-06-28T15:59:59.000Z", circuit: "CLOSED", errorRate: 0 });
    expect(loan.lastSuccessAt).toBe("2026-06-30T02:00:00.000Z");
    expect(loan.p95Ms).toBeGreaterThan(0);
    expect(loan.message).toBeNull();
  });

  it("is beyond use after three nights, and says so", async () => {
    world.sandbox.control.setFaults("loan", { staleDays: 4 });
    const { data } = await world.as("RM1").ask(LOANS, { id });

    expect(data.customer.loans.sources[0].state).toBe("EXPIRED");
  });

  it("when it fails instead, is shown as failing since then, with a code", async () => {
    world.sandbox.control.setFaults("loan", { errorRate: 1 });
    await world.as("RM1").ask(LOANS, { id });

    const { loan } = await health();
    expect(loan).toMatchObject({
      state: "UNAVAILABLE",
      since: "2026-06-30T02:00:00.000Z",
      message: "SOURCE_UNAVAILABLE",
    });
    expect(loan.errorRate).toBeGreaterThan(0);
  });

  it("says nothing of sources that nobody has asked yet", async () => {
    const { gleif } = await health();

    expect(gleif).toEqual({
      state: null,
      circuit: "CLOSED",
      p95Ms: null,
      errorRate: null,
      lastSuccessAt: null,
      since: null,
      message: null,
    });
  });

  it("is nothing that a customer is told about", async () => {
    const { data, errors } = await world.as("P1").ask(story("12-source-health"));

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: "ACCESS_DENIED" } }]);
  });
});
