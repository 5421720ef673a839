import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openCachedWorld, type CachedWorld } from "../support/cached-world.js";
import { startRedis, type TestRedis } from "../support/redis.js";

const PAGE = `query ($id: ID!, $policy: FreshnessPolicy! = CACHE_OK) {
  customer(id: $id, policy: $policy) {
    depositAccounts { totalCount sources { state servedFrom } }
    loans { totalCount sources { state } }
    position { complete totalOwed { amount } }
  }
}`;

describe("Redis in trouble is nobody's trouble", () => {
  let redis: TestRedis;
  let world: CachedWorld;
  let id: string;

  beforeEach(async () => {
    redis = await startRedis(["--maxmemory-policy", "noeviction"]);
    world = await openCachedWorld({ redis });
    id = await world.customerId("10000001", "RM1");
  });
  afterEach(async () => {
    redis.thaw();
    await world.stop();
    await redis.stop();
  });

  const ask = async (policy = "CACHE_OK", gateway = world.gateway) => {
    const { data, errors } = await gateway.as("RM1").ask(PAGE, { id, policy });
    expect(errors).toEqual([]);
    expect(data.customer).toMatchObject({
      depositAccounts: { totalCount: 2, sources: [{ state: "FRESH" }] },
      loans: { totalCount: 1, sources: [{ state: "FRESH" }] },
      position: { complete: true, totalOwed: { amount: "1273450.00" } },
    });
    return data.customer.depositAccounts.sources[0].servedFrom as string;
  };
  const readiness = async (gateway = world.gateway) => {
    const response = await fetch(`${gateway.url}/health/ready`);
    return { status: response.status, cache: ((await response.json()) as { checks: { cache: string } }).checks.cache };
  };
  const figure = async (pattern: RegExp): Promise<number> => {
    const page = await (await fetch(`${world.gateway.url}/metrics`)).text();
    return page.split("\n").reduce((sum, line) => (pattern.test(line) ? sum + Number(line.split(" ").at(-1)) : sum), 0);
  };
  /** All that the shared level must be able to do again: a process without memory finds what another has read. */
  const isSharedAgain = async () => {
    await expect.poll(() => readiness(), { timeout: 10_000 }).toEqual({ status: 200, cache: "ok" });
    await expect
      .poll(
        async () => {
          await ask("PREFER_LIVE");
          const newcomer = await world.start();
          try {
            return await ask("CACHE_OK", newcomer);
          } finally {
            await newcomer.stop();
          }
        },
        { timeout: 15_000 },
      )
      .toBe("CACHE");
  };

  it("gone: served on from memory and from the sources, told in readiness and figures, and back when it is back", async () => {
    await ask();
    await redis.kill();
    expect(await ask()).toBe("CACHE");
    expect(await ask("REQUIRE_LIVE")).toBe("LIVE");
    await expect.poll(() => readiness()).toEqual({ status: 200, cache: "unreachable" });
    expect(await figure(/^c360_cache_redis_failures_total\{kind="connection"\}/)).toBeGreaterThan(0);
    expect(await figure(/^c360_cache_shared_up /)).toBe(0);
    expect(await world.report("core-banking", ["10000001"])).toBe(503);
    expect(await ask()).toBe("LIVE");
    await redis.restart();
    await isSharedAgain();
    expect(await figure(/^c360_cache_shared_up /)).toBe(1);
    expect(await world.report("core-banking", ["10000001"])).toBe(204);
  });

  it("not there at the start: the gateway starts and serves, and finds it later", async () => {
    await redis.kill();
    const gateway = await world.start();
    expect(await ask("CACHE_OK", gateway)).toBe("LIVE");
    expect(await ask("CACHE_OK", gateway)).toBe("CACHE");
    expect(await readiness(gateway)).toEqual({ status: 200, cache: "unreachable" });
    await redis.restart();
    await expect.poll(() => readiness(gateway), { timeout: 10_000 }).toEqual({ status: 200, cache: "ok" });
  });

  it("hanging: nobody waits for it, and before long it is not even asked", async () => {
    await ask();
    redis.freeze();
    for (let round = 0; round < 6; round += 1) expect(await ask("PREFER_LIVE")).toBe("LIVE");
    expect(await ask()).toBe("CACHE");
    expect((await readiness()).status).toBe(200);
    const timeouts = await figure(/^c360_cache_redis_failures_total\{kind="timeout"\}/);
    expect(timeouts).toBeGreaterThan(0);
    for (let round = 0; round < 20; round += 1) await ask("REQUIRE_LIVE");
    // One at a time, twice a second, to see whether it is back; not one for each question.
    expect((await figure(/^c360_cache_redis_failures_total\{kind="timeout"\}/)) - timeouts).toBeLessThan(20);
    redis.thaw();
    await isSharedAgain();
  });

  it("full: served on, told, and written again when there is room", async () => {
    await redis.client.config("SET", "maxmemory", "1kb");
    expect(await ask("PREFER_LIVE")).toBe("LIVE");
    await expect.poll(() => readiness()).toEqual({ status: 200, cache: "refusing-writes" });
    expect(await figure(/^c360_cache_redis_failures_total\{kind="write"\}/)).toBeGreaterThan(0);
    expect(await ask()).toBe("CACHE");
    await redis.client.config("SET", "maxmemory", "0");
    await ask("PREFER_LIVE");
    await isSharedAgain();
  });

  it("restarted empty: what was kept is read again from the sources", async () => {
    await ask();
    await redis.restart();
    await isSharedAgain();
  });

  it("filled with garbage: nothing of it is served, all of it is counted, and it gives way", async () => {
    await ask();
    const keys = await redis.client.keys("c360:[esl]*");
    expect(keys.length).toBeGreaterThan(5);
    for (const [index, key] of keys.entries()) {
      await redis.client.del(key);
      if (index % 3 === 0) await redis.client.lpush(key, "garbage");
      else await redis.client.set(key, index % 3 === 1 ? Buffer.alloc(200, 1) : "garbage");
    }
    const newcomer = await world.start();
    expect(await ask("CACHE_OK", newcomer)).toBe("LIVE");
    expect(await (await fetch(`${newcomer.url}/metrics`)).text()).toMatch(
      /c360_cache_flawed_entries_total\{flaw="\w+"\} [1-9]/,
    );
    await isSharedAgain();
  });
});
