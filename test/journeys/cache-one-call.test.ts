import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openCachedWorld, type CachedWorld } from "../support/cached-world.js";
import { startRedis, type TestRedis } from "../support/redis.js";

const LOANS = `query ($id: ID!) { customer(id: $id) { loans { totalCount sources { state servedFrom } } } }`;
const SELF = `{ viewer { customer { loans { totalCount sources { state } } depositAccounts { totalCount } } } }`;

describe("One question is asked once, however many wait for its answer, in however many processes", () => {
  let redis: TestRedis;
  let world: CachedWorld;
  let id: string;

  beforeAll(async () => {
    redis = await startRedis();
    world = await openCachedWorld({
      redis,
      gateways: 3,
      server: { deadlineMs: 20_000 },
      // Seconds pass on a busy machine; a decision that is asked for again is another test's.
      cache: { rules: { crm: { customer: { freshSeconds: 1 } } } },
    });
    id = await world.customerId("10000001", "RM1");
    await world.gateway.as("P1").ask(SELF);
  });
  beforeEach(async () => {
    world.sandbox.control.reset();
    await world.report("loan", await loanNumbers());
    await world.report("core-banking", ["10000001"]);
    world.asked();
  });
  afterAll(async () => {
    await world.stop();
    await redis.stop();
  });

  /** The customer's own numbers at the loan system, as the identity of the sandbox's customer has them. */
  const loanNumbers = async () => {
    const query = `query ($id: ID!) { customer(id: $id) { sourceRecords { source { id } recordId } } }`;
    const { data } = await world.gateway.as("RM1").ask(query, { id });
    return data.customer.sourceRecords
      .filter((record: { source: { id: string } }) => record.source.id === "loan")
      .map((record: { recordId: string }) => record.recordId);
  };

  it("a thousand misses at once over three gateways are one call to each source", async () => {
    world.sandbox.control.setFaults("loan", { latencyMs: 400 });
    world.sandbox.control.setFaults("core-banking", { latencyMs: 400 });
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) => world.gateways[n % 3]?.as("P1").ask(SELF)),
    );
    for (const answer of answers) {
      expect(answer?.errors).toEqual([]);
      expect(answer?.data.viewer.customer.loans).toMatchObject({ totalCount: 1, sources: [{ state: "FRESH" }] });
    }
    expect(world.asked()).toEqual({ "core-banking": 1, loan: 1 });
  }, 60_000);

  it("a holder who dies is followed by another before anybody's deadline", async () => {
    world.sandbox.control.setFaults("loan", { latencyMs: 1_000 });
    // A claim of a process that will never answer, as a crash leaves it behind.
    const [, second] = world.gateways;
    const asked = second?.as("RM1").ask(LOANS, { id });
    await expect.poll(async () => (await redis.client.keys("c360:l:*")).length).toBeGreaterThan(0);
    const [lock = ""] = await redis.client.keys("c360:l:*");
    await asked;
    await world.report("loan", await loanNumbers());
    await redis.client.set(lock, "the token of a dead process", "PX", 500);
    world.sandbox.control.setFaults("loan", {});
    world.asked();
    const { data } = await world.gateway.as("RM1").ask(LOANS, { id });
    expect(data.customer.loans).toMatchObject({ totalCount: 1, sources: [{ state: "FRESH" }] });
    expect(world.asked()["loan"]).toBe(1);
  });

  it("a failure of the one who asks is everybody's in his process, and nobody waits past the deadline", async () => {
    world.sandbox.control.setFaults("loan", { errorRate: 1 });
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => world.gateways[n % 3]?.as("RM1").ask(LOANS, { id })),
    );
    for (const answer of answers) {
      expect(answer?.data.customer.loans).toMatchObject({ totalCount: null, sources: [{ state: "UNAVAILABLE" }] });
    }
    // At most one for each process, and one retry of each.
    expect(world.asked()["loan"] ?? 0).toBeLessThanOrEqual(12);
  });

  it("who hangs up takes nothing from those who wait for the same", async () => {
    world.sandbox.control.setFaults("loan", { latencyMs: 500 });
    const gone = new AbortController();
    const impatient = fetch(`${world.gateway.url}/graphql`, {
      method: "POST",
      signal: gone.signal,
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${world.sandbox.tokenFor("RM1")}`,
        "x-purpose": "RELATIONSHIP_MANAGEMENT",
      },
      body: JSON.stringify({ query: LOANS, variables: { id } }),
    }).catch(() => null);
    await expect.poll(() => world.sandbox.control.counters()["loan"]?.inFlight).toBe(1);
    const patient = world.gateway.as("RM1").ask(LOANS, { id });
    await new Promise((resolve) => setTimeout(resolve, 100));
    gone.abort();
    await impatient;
    expect((await patient).data.customer.loans).toMatchObject({ totalCount: 1, sources: [{ state: "FRESH" }] });
    expect(world.asked()["loan"]).toBe(1);
  });
});
