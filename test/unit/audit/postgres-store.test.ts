import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { Client } from "pg";
import type { Instant } from "../../../src/domain/instant.js";
import { newSigningKeyPem, PublicKeys, SigningKey } from "../../../src/audit/proof/signing-key.js";
import { removeMonths } from "../../../src/audit/retention/remove-months.js";
import { Sealer } from "../../../src/audit/seal/sealer.js";
import { AUDIT_TABLES, type AuditTables } from "../../../src/audit/store/audit-tables.js";
import type { AuditStore } from "../../../src/audit/store/audit-store.js";
import { openPostgresStore, TooManyRights } from "../../../src/audit/store/postgres-store.js";
import { AuditTrail } from "../../../src/audit/trail/audit-trail.js";
import { verifyStore } from "../../../src/audit/verify/verify-store.js";
import { openPostgres, overPool } from "../../../src/platform/postgres.js";
import { customerId, draft, subject } from "../../support/audit/draft.js";
import { PostgresServer } from "../../support/audit/postgres.js";
import { NOON } from "../../support/audit/trail.js";
import { nth } from "../../support/nth.js";

const WHOLE = { from: 1, to: null, withIndex: true };
const key = new SigningKey(newSigningKeyPem());
const keys = new PublicKeys(key.publicPem());
let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.start();
}, 120_000);
afterAll(() => server.stop());
beforeEach(async () => {
  await server.asOwner("drop schema public cascade", "create schema public", "grant usage on schema public to public");
  await server.setUp();
}, 60_000);

async function newStore(statementTimeoutMs = 20_000): Promise<AuditStore> {
  const store = await openPostgresStore({ url: server.gatewayUrl, connections: 4, statementTimeoutMs });
  onTestFinished(() => store.close());
  return store;
}

async function newTrail(
  timeoutMs = 20_000,
  clock = { now: () => NOON },
): Promise<{ readonly store: AuditStore; readonly trail: AuditTrail; readonly sealer: Sealer }> {
  const store = await newStore(timeoutMs);
  const trail = new AuditTrail(store, { writer: "gateway", clock, queueLimit: 10_000, timeoutMs: timeoutMs + 2_000 });
  const sealer = new Sealer(store, { key, clock, heads: () => trail.heads(), reportLoss: () => undefined });
  return { store, trail, sealer };
}

describe("a trail in PostgreSQL", { timeout: 90_000 }, () => {
  it.each([2, 4])("is written by %d gateways at a time, and is one trail", async (gateways) => {
    const all = await Promise.all(Array.from({ length: gateways }, () => newTrail()));
    const receipts = await Promise.all(
      all.flatMap(({ trail }, gateway) =>
        Array.from({ length: 100 }, async (_, index) => {
          await new Promise((resolve) => setTimeout(resolve, index % 20));
          return trail.append(draft({ subjects: [subject(gateway * 1_000 + index), subject(1)] }));
        }),
      ),
    );
    // All of them seal at once: each event is under one seal all the same.
    await Promise.all(all.map(({ sealer }) => sealer.seal()));
    await nth(all, 0).sealer.seal();
    const { store } = nth(all, 0);
    expect(await verifyStore(store, keys, WHOLE)).toMatchObject({
      verdict: "WHOLE",
      events: gateways * 100,
      unsealed: 0,
    });
    expect(await store.count({ from: NOON, to: NOON + 1, customerId: customerId(1) }, 100_000)).toBe(gateways * 100);
    expect(await store.eventById(nth(receipts, 0).id)).toMatchObject({ hash: nth(receipts, 0).hash });
  });

  it("gives its gateway no right to change or remove anything, and a gateway that has one does not start", async () => {
    await (await newTrail()).trail.append(draft());
    const client = new Client({ connectionString: server.gatewayUrl });
    await client.connect();
    onTestFinished(() => client.end());
    for (const table of AUDIT_TABLES) {
      for (const statement of [
        `delete from ${table}`,
        `truncate ${table}`,
        `drop table ${table}`,
        `alter table ${table} add x int`,
      ])
        await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    }
    await expect(client.query("update audit_event set actor = 'staff:X'")).rejects.toThrow(/permission denied/);
    await expect(
      openPostgresStore({ url: server.ownerUrl, connections: 2, statementTimeoutMs: 5_000 }),
    ).rejects.toThrow(TooManyRights);
    await server.asOwner("grant update on audit_event to gateway");
    await expect(newStore()).rejects.toThrow(TooManyRights);
  });

  it("never lets a reader pass a transaction that commits late", async () => {
    const { store, trail } = await newTrail();
    await trail.append(draft());
    const late = new Client({ connectionString: server.gatewayUrl });
    await late.connect();
    onTestFinished(() => late.end());
    await late.query("begin");
    await late.query(`insert into audit_event (period, id, at, recorded_at, writer, sequence, actor, purpose, action, decision, outside, canonical, hash)
      select period, 'LATE', at, recorded_at, 'late', 1, actor, purpose, action, decision, outside, canonical, hash from audit_event limit 1`);
    await trail.append(draft());
    const before = await store.readAfter(null, 10);
    // The event after it waits for it.
    expect(before).toHaveLength(1);
    const mark = await store.unsealed();
    await late.query("commit");
    const after = await store.readAfter(nth(before, 0).cursor, 10);
    expect(after.map(({ id }) => id)).toContain("LATE");
    expect(after).toHaveLength(2);
    // Nor does a seal that was made meanwhile forget it.
    expect(mark.tails.map(({ writer }) => writer)).not.toContain("late");
    expect((await store.unsealed()).tails.map(({ writer }) => writer)).toContain("late");
  });

  it("refuses while the server is down, loses nothing that it acknowledged, and goes on by itself", async () => {
    const { store, trail, sealer } = await newTrail(2_000);
    const receipts = [await trail.append(draft())];
    const inFlight = Array.from({ length: 50 }, () =>
      trail.append(draft()).then(
        (receipt) => receipts.push(receipt),
        () => undefined,
      ),
    );
    await server.kill();
    await Promise.all(inFlight);
    await expect(trail.append(draft())).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
    await server.resume();
    await expect
      .poll(
        () =>
          trail.append(draft()).then(
            (receipt) => receipts.push(receipt),
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
    for (const { id, hash } of receipts) expect(await store.eventById(id)).toMatchObject({ hash });
    await sealer.seal();
    expect(await verifyStore(store, keys, WHOLE)).toMatchObject({ verdict: "WHOLE", findings: [] });
    expect(sealer.lostWriters).toEqual([]);
  });

  it("refuses what a slow server does not store in time", async () => {
    const { store, trail } = await newTrail(2_000);
    await trail.append(draft());
    const lock = new Client({ connectionString: server.ownerUrl });
    await lock.connect();
    onTestFinished(() => lock.end());
    await lock.query("begin");
    await lock.query("lock table audit_event in exclusive mode");
    await expect(trail.append(draft())).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
    await lock.query("commit");
    await expect
      .poll(
        () =>
          trail.append(draft()).then(
            () => "stored",
            () => "refused",
          ),
        { timeout: 20_000 },
      )
      .toBe("stored");
    expect((await verifyStore(store, keys, WHOLE)).verdict).toBe("WHOLE");
  });

  it("takes events of a writer whose clock is an hour ahead, in their place, and says so", async () => {
    const { store, trail, sealer } = await newTrail();
    const ahead = await newTrail(20_000, { now: () => (NOON + 3_600_000) as Instant });
    await trail.append(draft());
    const { id } = await ahead.trail.append(draft());
    await trail.append(draft());
    await sealer.seal();
    const [taken, newestFirst] = await Promise.all([
      store.readAfter(null, 10),
      store.find({ from: NOON, to: NOON + 7_200_000 }, { first: 10, before: null }),
    ]);
    expect(taken.map((event) => event.id).indexOf(id)).toBe(1);
    expect(newestFirst.map(({ event }) => event.id).indexOf(id)).toBe(0);
    expect(await verifyStore(store, keys, WHOLE)).toMatchObject({
      verdict: "WHOLE",
      events: 3,
      clockDoubts: { count: 1 },
    });
  });

  it("removes a month as a partition, with another role, and what stays is proven", async () => {
    const { store, trail, sealer } = await newTrail();
    await trail.append(draft());
    await sealer.seal();
    await trail.append(draft({ at: Date.UTC(2026, 6, 2) as Instant }));
    await sealer.seal();
    const owner = overPool<AuditTables>(
      openPostgres({ url: server.ownerUrl, connections: 2, statementTimeoutMs: 20_000 }),
    );
    onTestFinished(() => owner.destroy());
    const removed = await removeMonths(owner, { dialect: "postgres", key, now: Date.UTC(2031, 6, 2), keepMonths: 60 });
    expect(removed).toMatchObject([{ period: "2026-06", events: 1 }]);
    expect(await verifyStore(store, keys, WHOLE)).toMatchObject({
      verdict: "WHOLE",
      events: 1,
      removedPeriods: ["2026-06"],
    });
    const { rows } = await server.asOwner("select 1 from pg_class where relname = 'audit_event_2026_06'");
    expect(rows).toEqual([]);
  });
});
