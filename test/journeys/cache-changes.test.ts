import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openCachedWorld, type CachedGateway, type CachedWorld } from "../support/cached-world.js";
import { pick } from "../support/pick.js";
import { startRedis, type TestRedis } from "../support/redis.js";

const ACCOUNTS = `query ($id: ID!) {
  customer(id: $id) { depositAccounts { totalCount sources { state servedFrom reason } edges { node { balance { amount } } } } }
}`;
const NUMBER = "10000001";
const RAISED = { path: "accounts[].balance", set: "999.00" };

describe("A change in a system makes what is kept of the customer cold everywhere", () => {
  let redis: TestRedis;
  let world: CachedWorld;
  let id: string;

  beforeAll(async () => {
    redis = await startRedis();
    world = await openCachedWorld({ redis, gateways: 3, redisSettings: { inbox: "bank:changes" } });
    id = await world.customerId(NUMBER, "RM1");
  });
  beforeEach(async () => {
    world.sandbox.control.reset();
    await world.report("core-banking", [NUMBER]);
    await Promise.all(world.gateways.map(accounts));
    world.asked();
  });
  afterAll(async () => {
    await world.stop();
    await redis.stop();
  });

  const accounts = async ({ as }: CachedGateway) =>
    (await as("RM1").ask(ACCOUNTS, { id })).data.customer.depositAccounts;
  const served = async (gateway: CachedGateway): Promise<string> => (await accounts(gateway)).sources[0].servedFrom;
  const balances = async (gateway: CachedGateway): Promise<readonly string[]> =>
    (await accounts(gateway)).edges.map(({ node }: { node: { balance: { amount: string } } }) => node.balance.amount);
  const everywhere = <T>(of: (gateway: CachedGateway) => Promise<T>) => Promise.all(world.gateways.map(of));

  it("is served by all of them from what one has read, before", async () => {
    expect(await everywhere(served)).toEqual(["CACHE", "CACHE", "CACHE"]);
    expect(world.asked()["core-banking"]).toBeUndefined();
  });

  it("by a signed call to any one of them: none serves the old value, and the source is asked once", async () => {
    world.sandbox.control.setFaults("core-banking", { mutations: [RAISED] });
    expect(await world.report("core-banking", [NUMBER], { at: pick(world.gateways, 1) })).toBe(204);
    await expect.poll(() => everywhere(balances)).toEqual(Array.from({ length: 3 }, () => ["999.00", "999.00"]));
    expect(world.asked()["core-banking"]).toBe(1);
  });

  it("by an entry in a stream of Redis, which is gone when it has been worked off", async () => {
    world.sandbox.control.setFaults("core-banking", { mutations: [RAISED] });
    await redis.client.xadd("bank:changes", "*", "system", "core-banking", "customer", NUMBER);
    await expect
      .poll(() => everywhere(balances), { timeout: 5_000 })
      .toEqual(Array.from({ length: 3 }, () => ["999.00", "999.00"]));
    await expect.poll(() => redis.client.xlen("bank:changes")).toBe(0);
    await redis.client.xadd("bank:changes", "*", "system", "payroll", "customer", NUMBER);
    await redis.client.xadd("bank:changes", "*", "nonsense", "1");
    await expect.poll(() => redis.client.xlen("bank:changes")).toBe(0);
    expect(world.logged.filter(({ reason }) => reason === "unknown-system").length).toBeGreaterThanOrEqual(2);
  });

  it("does not come back for a source that fails: what has changed is no last known good", async () => {
    await world.report("core-banking", [NUMBER]);
    world.sandbox.control.setFaults("core-banking", { errorRate: 1 });
    await expect
      .poll(async () => (await everywhere(accounts)).map(({ sources }) => sources[0].state))
      .toEqual(["UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE"]);
  });

  it("touches nobody else and no other system", async () => {
    await world.report("core-banking", ["10000002"]);
    await world.report("card", [NUMBER]);
    expect(await everywhere(served)).toEqual(["CACHE", "CACHE", "CACHE"]);
  });

  it("is heard after a gap too: a process that was cut off asks for what it missed", async () => {
    await redis.client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    world.sandbox.control.setFaults("core-banking", { mutations: [RAISED] });
    await expect.poll(() => world.report("core-banking", [NUMBER], { at: pick(world.gateways, 0) })).toBe(204);
    await expect
      .poll(() => everywhere(balances), { timeout: 5_000 })
      .toEqual(Array.from({ length: 3 }, () => ["999.00", "999.00"]));
  });

  describe("reported by call", () => {
    const reasons = () => world.logged.flatMap(({ msg, reason }) => (msg === "change event refused" ? [reason] : []));
    const stillKept = async () => expect(await everywhere(served)).toEqual(["CACHE", "CACHE", "CACHE"]);

    it("is refused from a system of which we know nothing, and from one without a secret", async () => {
      expect(await world.report("payroll", [NUMBER])).toBe(404);
      expect(await world.report("credit-bureau", [NUMBER])).toBe(404);
      expect(await world.report("__proto__", [NUMBER])).toBe(404);
      expect(reasons().at(-1)).toBe("unknown-system");
      await stillKept();
    });

    it("is refused with a bad signature, whatever is bad about it", async () => {
      const secret = "another secret, as long as the one that the systems really have";
      expect(await world.report("core-banking", [NUMBER], { secret })).toBe(401);
      expect(await world.report("core-banking", [NUMBER], { signature: "" })).toBe(401);
      expect(await world.report("core-banking", [NUMBER], { signature: "sha256=00" })).toBe(401);
      expect(reasons().at(-1)).toBe("bad-signature");
      await stillKept();
    });

    it("is refused when it is said again, to whichever gateway", async () => {
      const timestamp = String(Date.parse("2026-06-30T10:00:30+08:00"));
      expect(await world.report("core-banking", [NUMBER], { timestamp })).toBe(204);
      await Promise.all(world.gateways.map(accounts));
      for (const at of world.gateways) {
        expect(await world.report("core-banking", [NUMBER], { timestamp, at })).toBe(409);
      }
      expect(reasons().at(-1)).toBe("replayed");
      await expect.poll(() => everywhere(served)).toEqual(["CACHE", "CACHE", "CACHE"]);
    });

    it("is refused when it is old, of the future, or of no time", async () => {
      for (const timestamp of ["2026-06-30T09:00:00+08:00", "2026-06-30T11:00:00+08:00"].map(Date.parse).map(String)) {
        expect(await world.report("core-banking", [NUMBER], { timestamp })).toBe(401);
        expect(reasons().at(-1)).toBe("stale");
      }
      expect(await world.report("core-banking", [NUMBER], { timestamp: "now" })).toBe(401);
      await stillKept();
    });

    it("is refused when it is not what was agreed, though it be signed", async () => {
      for (const body of [
        "",
        "{",
        "[]",
        "{}",
        '{"customers":[]}',
        '{"customers":[1]}',
        '{"customers":["1"],"and":2}',
      ]) {
        expect(await world.report("core-banking", [], { body }), body).toBeGreaterThanOrEqual(400);
      }
      const crowd = Array.from({ length: 1_001 }, (_, n) => String(n));
      expect(await world.report("core-banking", crowd)).toBe(400);
      await stillKept();
    });

    it("never gets a customer's number into the log, the figures or Redis", async () => {
      await world.report("core-banking", ["31415926535"]);
      const page = await (await fetch(`${world.gateway.url}/metrics`)).text();
      expect(page).toContain("c360_cache_changes_total");
      expect(page).toContain('result="shared"');
      for (const told of [NUMBER, "31415926535", id]) {
        expect(page).not.toContain(told);
        expect(JSON.stringify(world.logged.filter(({ msg }) => msg.includes("change")))).not.toContain(told);
      }
      const stream = await redis.client.xrange("c360:changes", "-", "+");
      expect(JSON.stringify(stream)).not.toContain("31415926535");
    });
  });
});

describe("A change among a million kept entries", () => {
  it("makes the customer cold in every process without anybody looking through the store", async () => {
    const redis = await startRedis(["--enable-debug-command", "local"]);
    const world = await openCachedWorld({ redis, gateways: 2 });
    try {
      const id = await world.customerId(NUMBER, "RM1");
      const served = async ({ as }: CachedGateway): Promise<string> =>
        (await as("RM1").ask(ACCOUNTS, { id })).data.customer.depositAccounts.sources[0].servedFrom;
      await redis.client.call("DEBUG", "POPULATE", 1_000_000, "c360:e:other", 200);
      expect(await redis.client.dbsize()).toBeGreaterThan(1_000_000);
      await Promise.all(world.gateways.map(served));
      expect(await Promise.all(world.gateways.map(served))).toEqual(["CACHE", "CACHE"]);
      await redis.client.config("RESETSTAT");
      world.sandbox.control.setFaults("core-banking", { mutations: [RAISED] });
      world.asked();
      expect(await world.report("core-banking", [NUMBER])).toBe(204);
      const balances = async ({ as }: CachedGateway): Promise<readonly string[]> =>
        (await as("RM1").ask(ACCOUNTS, { id })).data.customer.depositAccounts.edges.map(
          ({ node }: { node: { balance: { amount: string } } }) => node.balance.amount,
        );
      const raised = ["999.00", "999.00"];
      await expect.poll(() => Promise.all(world.gateways.map(balances))).toEqual([raised, raised]);
      expect(world.asked()["core-banking"]).toBe(1);
      const commands = await redis.client.info("commandstats");
      expect(commands).not.toMatch(/cmdstat_(scan|keys|hscan|sscan|unlink|flush)/);
    } finally {
      await world.stop();
      await redis.stop();
    }
  }, 60_000);
});
