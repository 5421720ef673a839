import { afterEach, describe, expect, it } from "vitest";
import { openCachedWorld, type CachedWorld } from "../support/cached-world.js";
import { story } from "../support/world.js";

const LOANS = `query ($id: ID!, $policy: FreshnessPolicy! = CACHE_OK) {
  customer(id: $id, policy: $policy) {
    loans { totalCount sources { state servedFrom asOf reason } }
    position { complete missingSources { id } freshness { source { id } state servedFrom reason } }
  }
}`;

describe("What is kept stands in for a source in need, as what it is", () => {
  let world: CachedWorld;
  afterEach(() => world.stop());

  const open = async (rules: object) => {
    world = await openCachedWorld({ cache: { rules } });
    return world.customerId("10000001", "RM1");
  };
  const loans = async (id: string, policy = "CACHE_OK") => {
    const { data } = await world.gateway.as("RM1").ask(LOANS, { id, policy });
    return data.customer.loans.sources[0];
  };

  it("stale data of a source that fails is called stale, last known good, and why", async () => {
    const id = await open({});
    world.sandbox.control.setFaults("loan", { staleDays: 1 });
    expect(await loans(id)).toMatchObject({ state: "STALE", servedFrom: "LIVE" });
    world.sandbox.control.setFaults("loan", { errorRate: 1 });
    const { data } = await world.gateway.as("RM1").ask(LOANS, { id, policy: "PREFER_LIVE" });
    const known = { state: "STALE", servedFrom: "LAST_KNOWN_GOOD", reason: "SOURCE_UNAVAILABLE" };
    expect(data.customer.loans).toMatchObject({
      totalCount: 1,
      sources: [{ ...known, asOf: "2026-06-28T15:59:59.000Z" }],
    });
    expect(data.customer.position).toMatchObject({ complete: true, missingSources: [] });
    expect(data.customer.position.freshness).toContainEqual({ source: { id: "loan" }, ...known });
  });

  it("story 3 with a loan system that is stale and then gone: the page is whole, and nothing old is called new", async () => {
    const id = await open({});
    const page = () => world.gateway.as("RM1").ask(story("03-customer-360"), { id });
    world.sandbox.control.setFaults("loan", { staleDays: 2 });
    const before = await page();
    world.sandbox.control.setFaults("loan", { hang: true });
    const after = await page();
    expect(after.data.customer.position.totalOwed).toEqual(before.data.customer.position.totalOwed);
    const told = after.extensions.c360.sources.find(({ source }: { source: string }) => source === "loan");
    expect(told).toMatchObject({ state: "STALE", servedFrom: "LAST_KNOWN_GOOD", reason: "SOURCE_TIMEOUT" });
    expect(JSON.stringify(after.data.customer.loans.sources)).toContain("STALE");
    // Story 12: risk sees the source as failing, whatever stood in for it.
    const { data } = await world.gateway.as("RISK1").ask(story("12-source-health"));
    const loan = data.sources.find((source: { id: string }) => source.id === "loan");
    expect(loan.status).toMatchObject({ state: "UNAVAILABLE", message: "SOURCE_TIMEOUT" });
  });

  it("only as long as its rule says: past it, there is nothing rather than something old", async () => {
    const id = await open({ loan: { loans: { freshSeconds: 1, ifErrorSeconds: 0 } } });
    await loans(id);
    world.sandbox.control.setFaults("loan", { errorRate: 1 });
    await expect.poll(async () => (await loans(id)).state, { timeout: 10_000 }).toBe("UNAVAILABLE");
  });

  it("never for a decision: a manager whom the CRM cannot confirm does not get in on what it said before", async () => {
    const id = await open({});
    await loans(id);
    world.sandbox.control.setFaults("crm", { errorRate: 1 });
    await expect
      .poll(async () => (await world.gateway.as("RM1").ask(LOANS, { id })).data.customer, { timeout: 10_000 })
      .toBeNull();
    expect((await world.gateway.as("RM1").ask(LOANS, { id, policy: "PREFER_LIVE" })).data.customer).toBeNull();
  });

  it("a transfer takes effect within its second, without any event", async () => {
    const id = await open({});
    await loans(id);
    world.sandbox.control.setFaults("crm", { mutations: [{ path: "data[].coverage", set: null }] });
    await expect
      .poll(async () => (await world.gateway.as("RM1").ask(LOANS, { id })).data.customer?.loans ?? null, {
        timeout: 10_000,
      })
      .toBeNull();
  });

  it("old for a moment while it is being read again: served at once, then new", async () => {
    const id = await open({ loan: { loans: { freshSeconds: 0, whileRevalidatingSeconds: 600 } } });
    await loans(id);
    world.asked();
    world.sandbox.control.setFaults("loan", { hang: true });
    // The source hangs; whoever asks does not.
    expect(await loans(id)).toMatchObject({ servedFrom: "CACHE" });
    await expect.poll(() => world.sandbox.control.counters()["loan"]?.calls).toBeGreaterThan(0);
    world.sandbox.control.setFaults("loan", { staleDays: 1 });
    await expect.poll(async () => (await loans(id)).asOf, { timeout: 10_000 }).toBe("2026-06-28T15:59:59.000Z");
  });

  it("that there is nobody is kept too, for a shorter while", async () => {
    await open({ "core-banking": { search: { absentSeconds: 15 } } });
    const find = () =>
      world.gateway
        .as("RM1")
        .ask(`query ($i: IdentifierInput!) { customersByIdentifier(identifier: $i) { totalCount } }`, {
          i: { type: "CIF", value: "19999999" },
        });
    await find();
    world.asked();
    expect((await find()).data.customersByIdentifier.totalCount).toBe(0);
    expect(world.asked()).toEqual({});
  });

  it("an answer with something unreadable in it is asked for again before long, and stands in for nothing", async () => {
    const id = await open({});
    world.sandbox.control.setFaults("loan", { mutations: [{ path: "rows[].balance", set: "much" }] });
    await world.gateway.as("RM1").ask(LOANS, { id });
    world.sandbox.control.setFaults("loan", { errorRate: 1 });
    const { data } = await world.gateway.as("RM1").ask(LOANS, { id, policy: "PREFER_LIVE" });
    expect(data.customer.loans.sources[0].state).not.toBe("FRESH");
  });
});
