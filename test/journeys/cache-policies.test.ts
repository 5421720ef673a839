import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openCachedWorld, type CachedWorld } from "../support/cached-world.js";
import { story, type Data } from "../support/world.js";

const HOLDINGS = `query ($id: ID!, $policy: FreshnessPolicy! = CACHE_OK) {
  customer(id: $id, policy: $policy) {
    depositAccounts { totalCount sources { source { id } state servedFrom ageSeconds reason } }
    loans { totalCount sources { source { id } state servedFrom reason } }
    position { totalOwed { amount } complete freshness { source { id } state servedFrom reason } }
  }
}`;

describe("What sources say is kept, as fresh as each request wants it", () => {
  let world: CachedWorld;
  let id: string;

  beforeAll(async () => {
    world = await openCachedWorld({ cache: { rules: { crm: { customer: { freshSeconds: 0, absentSeconds: 0 } } } } });
    id = await world.customerId("10000001", "RM1");
  });
  beforeEach(async () => {
    world.sandbox.control.reset();
    await world.report("core-banking", ["10000001"]);
  });
  afterAll(() => world.stop());

  const ask = (policy?: string) => world.gateway.as("RM1").ask(HOLDINGS, { id, ...(policy && { policy }) });
  const served = async (policy?: string) => (await ask(policy)).data.customer.depositAccounts.sources[0];

  it("CACHE_OK: once it has been asked for, the source is not asked again, and the answer says so", async () => {
    const first = await ask();
    expect(world.asked()["core-banking"]).toBe(1);
    const second = await ask();
    expect(world.asked()).toEqual({ crm: 1 });
    expect(second.data.customer.depositAccounts.sources).toEqual([
      { source: { id: "core-banking" }, state: "FRESH", servedFrom: "CACHE", ageSeconds: 0, reason: null },
    ]);
    expect(first.data.customer.depositAccounts.sources[0].servedFrom).toBe("LIVE");
    expect(second.data.customer.position.totalOwed).toEqual(first.data.customer.position.totalOwed);
    expect(second.extensions.c360.sources).toContainEqual(
      expect.objectContaining({ source: "core-banking", servedFrom: "CACHE", state: "FRESH" }),
    );
  });

  it("PREFER_LIVE: the source is asked, and what is kept stands in for it when it fails, by name", async () => {
    await ask();
    world.asked();
    expect(await served("PREFER_LIVE")).toMatchObject({ servedFrom: "LIVE", state: "FRESH" });
    expect(world.asked()["core-banking"]).toBe(1);
    world.sandbox.control.setFaults("core-banking", { errorRate: 1 });
    expect(await served("PREFER_LIVE")).toMatchObject({
      servedFrom: "LAST_KNOWN_GOOD",
      state: "FRESH",
      reason: "SOURCE_UNAVAILABLE",
    });
  });

  it("REQUIRE_LIVE: what the source says now, or nothing", async () => {
    await ask();
    world.asked();
    expect(await served("REQUIRE_LIVE")).toMatchObject({ servedFrom: "LIVE" });
    expect(world.asked()).toMatchObject({ "core-banking": 1, crm: 1 });
    world.sandbox.control.setFaults("core-banking", { errorRate: 1 });
    const { data } = await ask("REQUIRE_LIVE");
    expect(data.customer.depositAccounts).toMatchObject({ totalCount: null, sources: [{ state: "UNAVAILABLE" }] });
    expect(data.customer.position.complete).toBe(false);
  });

  it("an operation is as strict as its strictest field, whichever comes first", async () => {
    await ask();
    for (const fields of [
      `lax: customer(id: $id) { ...on Node { id } ...D } strict: customer(id: $id, policy: REQUIRE_LIVE) { ...D }`,
      `strict: customer(id: $id, policy: REQUIRE_LIVE) { ...D } lax: customer(id: $id) { ...D }`,
    ]) {
      const { data, errors } = await world.gateway
        .as("RM1")
        .ask(`query ($id: ID!) { ${fields} } fragment D on Customer { depositAccounts { sources { servedFrom } } }`, {
          id,
        });
      expect(errors).toEqual([]);
      expect(data.strict.depositAccounts.sources).toEqual([{ servedFrom: "LIVE" }]);
    }
  });

  it("a failure is not kept: the next to ask gets what the source says then", async () => {
    world.sandbox.control.setFaults("core-banking", { errorRate: 1 });
    expect(await served()).toMatchObject({ state: "UNAVAILABLE" });
    world.sandbox.control.clearFaults("core-banking");
    await expect.poll(async () => (await served()).state).toBe("FRESH");
    expect((await served()).servedFrom).toBe("CACHE");
  });

  it("decisions do not go by what is kept: who manages a customer is asked each time here", async () => {
    await ask();
    world.asked();
    await ask();
    expect(world.asked()).toEqual({ crm: 1 });
    world.sandbox.control.setFaults("crm", { errorRate: 1 });
    const { data, errors } = await ask();
    expect(data.customer).toBeNull();
    expect(errors[0]?.extensions.code).toMatch(/^SOURCE_/);
  });

  it("a page of fifty asks only for those who are not kept, in one call", async () => {
    const PAGE = `{ viewer { portfolio(first: 50) {
      edges { node { customerNumber depositAccounts { totalCount } } }
    } } }`;
    const read = async () => (await world.gateway.as("RM1").ask(PAGE)).data.viewer.portfolio.edges;
    const numbers = (await read()).map(({ node }: Data) => node.customerNumber as string);
    expect(numbers).toHaveLength(50);
    await world.report("core-banking", numbers.slice(10, 13));
    world.asked();
    const again = await read();
    const { ids } = world.sandbox.control.counters()["core-banking"] ?? {};
    expect(world.asked()["core-banking"]).toBe(1);
    expect(ids).toBe(3);
    expect(again).toHaveLength(50);
  });

  it("keeps the 360 page of story 3 right, and its second reading costs the CRM's decision alone", async () => {
    const operation = story("03-customer-360").replace("PREFER_LIVE", "CACHE_OK");
    const page = () => world.gateway.as("RM1").ask(operation, { id });
    const first = await page();
    world.asked();
    const second = await page();
    expect(world.asked()).toEqual({ crm: 1 });
    expect(second.data.customer.position.totalOwed).toEqual(first.data.customer.position.totalOwed);
    expect(second.errors).toEqual(first.errors);
  });
});
