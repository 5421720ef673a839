import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MASTER, openLevel, type TestLevel } from "../../../support/cache-level.js";
import { startRedis, type TestRedis } from "../../../support/redis.js";

const CONTENT = Buffer.from("王建国 990101198504120012 13912345678");

describe("the shared level, in a real Redis", () => {
  let redis: TestRedis;
  let one: TestLevel;
  let other: TestLevel;

  beforeAll(async () => {
    redis = await startRedis();
    one = await openLevel({ mode: "single", url: redis.url });
    other = await openLevel({ mode: "single", url: redis.url });
  });
  beforeEach(async () => {
    await redis.client.flushall();
    one.flaws.length = 0;
  });
  afterAll(async () => {
    one.connections.close();
    other.connections.close();
    await redis.stop();
  });

  const wang = () => one.keys.ofSubject("core-banking", "10000001");
  const li = () => one.keys.ofSubject("core-banking", "10000002");
  const entry = (name = "accounts") => one.keys.ofEntry(["core-banking", name, "10000001"]);
  const write = async (subjects = [wang()], { level } = one, key = entry()) => {
    const stamp = (await level.read([]))?.stamp ?? 0;
    await level.write([{ key, content: CONTENT, subjects, ttlMs: 60_000 }], stamp);
  };
  const read = async ({ level } = one, subject: string | null = wang()) =>
    (await level.read([{ key: entry(), subject }]))?.entries[0] ?? null;

  it("gives every process what one of them has put there, and whose it is", async () => {
    await write([wang(), li()]);
    expect(await read(other)).toEqual({ content: CONTENT, subjects: [wang(), li()] });
    expect(await read(other, null)).toEqual({ content: CONTENT, subjects: [wang(), li()] });
  });

  it("shows neither values nor identifiers to who reads the store", async () => {
    await write([wang(), li()]);
    await one.level.claim([{ key: entry("loans"), subject: wang() }], "a token", 500);
    await one.level.bury([li()]);
    const keys = await redis.client.keys("*");
    expect(keys.length).toBeGreaterThanOrEqual(4);
    const all = Buffer.concat([
      Buffer.from(keys.join("\n")),
      ...(await Promise.all(keys.map((key) => redis.client.dumpBuffer(key)))).map((dump) => dump ?? Buffer.alloc(0)),
    ]);
    for (const told of ["王建国", "990101198504120012", "13912345678", "10000001", "10000002", "core-banking"]) {
      expect(all.indexOf(Buffer.from(told)), told).toBe(-1);
    }
  });

  it("is cold in all processes once the key of anybody in it is destroyed, without the entry being touched", async () => {
    await write([wang(), li()]);
    const kept = await redis.client.getBuffer(one.names.entry(entry()));
    await other.level.bury([li()]);
    expect(await redis.client.getBuffer(one.names.entry(entry()))).toEqual(kept);
    expect([await read(one), await read(other)]).toEqual([null, null]);
    expect(one.flaws).toEqual(["key"]);
    await write([wang(), li()]);
    expect(await read(other)).not.toBeNull();
    // Nor does an old copy come back to life when it is put back.
    await redis.client.set(one.names.entry(entry()), kept ?? "");
    expect(await read(other)).toBeNull();
  });

  it("keeps nothing that was asked for before somebody in it changed", async () => {
    const stamp = (await one.level.read([]))?.stamp ?? -1;
    await other.level.bury([li()]);
    const late = { key: entry(), content: CONTENT, ttlMs: 60_000 };
    await one.level.write([{ ...late, subjects: [wang(), li()] }], stamp);
    expect(await read()).toBeNull();
    await one.level.write([{ ...late, subjects: [wang()] }], stamp);
    expect(await read()).not.toBeNull();
  });

  it("keeps nothing late either when another process has made a new key in between", async () => {
    const stamp = (await one.level.read([]))?.stamp ?? -1;
    await other.level.bury([wang()]);
    await write([wang()], other, entry("another"));
    await one.level.write([{ key: entry(), content: CONTENT, subjects: [wang()], ttlMs: 60_000 }], stamp);
    expect(await read()).toBeNull();
  });

  it("counts changes on where a flush has made it forget them", async () => {
    await one.level.bury([wang()]);
    const before = (await one.level.read([]))?.stamp ?? 0;
    await redis.client.flushall();
    await one.level.bury([wang()]);
    expect((await one.level.read([]))?.stamp).toBeGreaterThan(before);
  });

  it("takes what is truncated, bent, of another format or somebody else's for nothing there", async () => {
    await write();
    const name = one.names.entry(entry());
    const kept = (await redis.client.getBuffer(name)) ?? Buffer.alloc(0);
    const bent = Buffer.from(kept);
    bent[kept.length - 1] = (bent[kept.length - 1] ?? 0) ^ 1;
    const old = Buffer.from(kept);
    old[0] = 0;
    for (const [garbage, flaw] of [
      [kept.subarray(0, 20), "truncated"],
      [kept.subarray(0, kept.length - 3), "tag"],
      [bent, "tag"],
      [old, "format"],
      [Buffer.from("{}"), "format"],
    ] as const) {
      one.flaws.length = 0;
      await redis.client.set(name, garbage);
      expect(await read()).toBeNull();
      expect(one.flaws).toEqual([flaw]);
    }
    await write([wang()], one, entry("another"));
    await redis.client.rename(one.names.entry(entry("another")), name);
    expect(await read()).toBeNull();
    await redis.client.del(name);
    await redis.client.lpush(name, "a list");
    expect(await read()).toBeNull();
  });

  it("puts right what stands in its places and is of another kind", async () => {
    await redis.client.set(one.names.subject(wang()), "garbage");
    await redis.client.lpush(one.names.stamp, "garbage");
    await write();
    expect(await read()).not.toBeNull();
    await one.level.bury([wang()]);
    expect(await read()).toBeNull();
    await redis.client.hset(one.names.subject(wang()), "k", "garbage", "a", "garbage");
    await write();
    expect(await read()).not.toBeNull();
  });

  it("goes on through a change of master keys, and wraps anew what it uses", async () => {
    await write();
    const newer = { id: "second", key: randomBytes(32) };
    const during = await openLevel({ mode: "single", url: redis.url }, { masters: [newer, MASTER] });
    const after = await openLevel({ mode: "single", url: redis.url }, { masters: [newer] });
    try {
      expect(await read(during)).not.toBeNull();
      expect(await read(after)).toBeNull();
      await write([wang()], during, entry("another"));
      // The first entry too, though nobody has written it again.
      expect(await read(after)).not.toBeNull();
      await redis.client.flushall();
      await write();
      await write([wang()], after);
      expect(await read(after)).not.toBeNull();
    } finally {
      during.connections.close();
      after.connections.close();
    }
  });

  it("gives a claim to one process at a time, and to the next when its holder is gone", async () => {
    const question = [{ key: entry(), subject: null }];
    const isClaimed = async ({ level } = one, token = "one") =>
      (await level.claim(question, token, 60_000))?.isClaimed[0];
    expect([await isClaimed(), await isClaimed(other, "other")]).toEqual([true, false]);
    await other.level.release([entry()], "other");
    expect(await isClaimed(other, "other")).toBe(false);
    await one.level.release([entry()], "one");
    expect(await isClaimed(other, "other")).toBe(true);
    await other.level.extend([entry()], "other", 5);
    await expect.poll(() => isClaimed(one, "one")).toBe(true);
  });

  it("lets go by itself of what nobody can use any more", async () => {
    await one.level.write([{ key: entry(), content: CONTENT, subjects: [wang()], ttlMs: 30 }], 0);
    await expect.poll(() => redis.client.keys("*")).toEqual([]);
  });
});
