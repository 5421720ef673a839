import { afterEach, describe, expect, it } from "vitest";
import type { Instant } from "../../../src/domain/instant.js";
import { AuditRejected, AuditUnavailable } from "../../../src/audit/audit-error.js";
import { StoreFailure, type AuditStore } from "../../../src/audit/store/audit-store.js";
import { openSqliteStore } from "../../../src/audit/store/sqlite-store.js";
import { AuditTrail, type AuditTrailOptions } from "../../../src/audit/trail/audit-trail.js";
import { genesisHash } from "../../../src/audit/proof/chain.js";
import { ChainCheck } from "../../../src/audit/verify/chain-check.js";
import { Findings } from "../../../src/audit/verify/finding.js";
import { draft } from "../../support/audit/draft.js";
import { NOON } from "../../support/audit/trail.js";

const open: AuditStore[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

async function newStore(): Promise<AuditStore> {
  const store = await openSqliteStore(":memory:");
  open.push(store);
  return store;
}

const trailOn = (store: AuditStore, changes: Partial<AuditTrailOptions> = {}) =>
  new AuditTrail(store, {
    writer: "gateway",
    clock: { now: () => NOON },
    queueLimit: 100,
    timeoutMs: 5_000,
    ...changes,
  });

/** The store, but for what a test makes of `append`. */
function faulty(
  store: AuditStore,
  append: (next: AuditStore["append"], call: number) => AuditStore["append"],
): AuditStore & { calls: number } {
  const wrapped = {
    ...store,
    calls: 0,
    append: (events: Parameters<AuditStore["append"]>[0]) =>
      append((each) => store.append(each), (wrapped.calls += 1))(events),
  };
  return wrapped;
}

async function chainOf(
  store: AuditStore,
  writer: string,
): Promise<{ readonly length: number; readonly findings: readonly unknown[] }> {
  const findings = new Findings();
  const chain = new ChainCheck(1, genesisHash(writer), findings);
  const events = await store.eventsOf(writer, 1, 1_000_000);
  for (const event of events) chain.follow(event);
  return { length: events.length, findings: findings.list };
}

const writerOf = (position: string) => position.split("#")[0] ?? "";

describe("the trail", () => {
  it("acknowledges an event when it can be read back, and chains what it is given", async () => {
    const store = await newStore();
    const trail = trailOn(store);
    const first = await trail.append(draft());
    expect(await store.eventById(first.id)).toMatchObject({
      hash: first.hash,
      recordedAt: NOON,
      event: { sequence: 1 },
    });
    const more = await Promise.all(
      Array.from({ length: 250 }, () => trail.append(draft()).catch((error: unknown) => error)),
    );
    expect(more.filter((each) => each instanceof AuditUnavailable)).toHaveLength(150);
    expect(await chainOf(store, writerOf(first.position))).toEqual({ length: 101, findings: [] });
  });

  it("stores what comes together in one transaction", async () => {
    const store = faulty(await newStore(), (next) => next);
    const trail = trailOn(store);
    await Promise.all(Array.from({ length: 50 }, () => trail.append(draft())));
    expect(store.calls).toBe(1);
  });

  it("refuses a draft that is not fit alone, and the chain goes on without it", async () => {
    const store = await newStore();
    const trail = trailOn(store);
    const [good, bad, other] = await Promise.allSettled([
      trail.append(draft()),
      trail.append(draft({ operationHash: "query" })),
      trail.append(draft()),
    ]);
    expect(bad).toMatchObject({ status: "rejected", reason: expect.any(AuditRejected) as unknown });
    expect([good.status, other.status]).toEqual(["fulfilled", "fulfilled"]);
    const writer = trail.heads()[0]?.writer ?? "";
    expect(await chainOf(store, writer)).toEqual({ length: 2, findings: [] });
  });

  it("goes on with the same numbers after a failure that certainly stored nothing", async () => {
    const store = faulty(await newStore(), (next, call) =>
      call === 2 ? () => Promise.reject(new StoreFailure(true, "full")) : next,
    );
    const trail = trailOn(store);
    const { position } = await trail.append(draft());
    await expect(trail.append(draft())).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE", fault: "STORE" });
    expect(trail.isAvailable).toBe(false);
    expect((await trail.append(draft())).position).toBe(position.replace("#1", "#2"));
    expect(trail.isAvailable).toBe(true);
    expect(await chainOf(store, writerOf(position))).toEqual({ length: 2, findings: [] });
  });

  it("begins another chain when it cannot know whether the events were stored", async () => {
    // The commit succeeds and the answer is lost on the way back.
    const store = faulty(await newStore(), (next, call) =>
      call === 2
        ? async (events) => {
            await next(events);
            throw new StoreFailure(false, "connection lost");
          }
        : next,
    );
    const trail = trailOn(store);
    const one = await trail.append(draft());
    await expect(trail.append(draft())).rejects.toBeInstanceOf(AuditUnavailable);
    const two = await trail.append(draft());
    expect(writerOf(two.position)).not.toBe(writerOf(one.position));
    expect(await chainOf(store, writerOf(one.position))).toEqual({ length: 2, findings: [] });
    expect(await chainOf(store, writerOf(two.position))).toEqual({ length: 1, findings: [] });
  });

  it.each([
    ["again, where that one was certainly not stored", true, 1],
    ["anew, where nobody knows whether that one was", false, 2],
  ])("links the next batch while one is being stored, and links it %s", async (_, isCertain, chains) => {
    const store = faulty(await newStore(), (next, call) =>
      call === 2 ? () => Promise.reject(new StoreFailure(isCertain, "full")) : next,
    );
    const trail = trailOn(store, { queueLimit: 10_000, timeoutMs: 60_000 });
    const settled = await Promise.allSettled(Array.from({ length: 4_500 }, () => trail.append(draft())));
    expect(settled.map(({ status }) => status)).toEqual(
      settled.map((_each, index) => (index >= 2_000 && index < 4_000 ? "rejected" : "fulfilled")),
    );
    const counts = await store.counts();
    expect(new Set(counts.map(({ events }) => events))).toEqual(new Set(chains === 1 ? [2_500] : [2_000, 500]));
    for (const { writer, events } of counts)
      expect(await chainOf(store, writer)).toEqual({ length: events, findings: [] });
  });

  it("gives up on a store that does not come back, refuses at once while it is stuck, and recovers when it does", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const store = faulty(await newStore(), (next, call) =>
      call === 1
        ? async (events) => {
            await held;
            await next(events);
          }
        : next,
    );
    const trail = trailOn(store, { timeoutMs: 250 });
    await expect(trail.append(draft())).rejects.toMatchObject({ fault: "TIMEOUT" });
    await expect(trail.append(draft())).rejects.toMatchObject({ fault: "TIMEOUT" });
    expect(store.calls).toBe(1);
    release();
    await expect
      .poll(() =>
        trail.append(draft()).then(
          () => "stored",
          () => "refused",
        ),
      )
      .toBe("stored");
    const counts = await store.counts();
    expect(counts.length).toBeGreaterThanOrEqual(2);
    for (const { writer, events } of counts)
      expect(await chainOf(store, writer)).toEqual({ length: events, findings: [] });
  });

  it("sends what may wait along with what may not, keeps it over a failure, and says when it is too much", async () => {
    const store = faulty(await newStore(), (next, call) =>
      call === 1 ? () => Promise.reject(new StoreFailure(true, "full")) : next,
    );
    const trail = trailOn(store, { queueLimit: 3 });
    trail.buffer(draft({ operationName: "Buffered" }));
    await expect(trail.append(draft())).rejects.toBeInstanceOf(AuditUnavailable);
    trail.buffer(draft({ operationName: "Buffered" }));
    trail.buffer(draft({ operationName: "Buffered" }));
    expect(() => trail.buffer(draft())).toThrow(AuditUnavailable);
    await trail.close();
    const events = await store.readAfter(null, 10);
    expect(events).toHaveLength(3);
    await expect(trail.append(draft())).rejects.toMatchObject({ fault: "CLOSED" });
  });

  it("keeps the month of a writer's events in order though his clock is set back", async () => {
    const store = await newStore();
    const times = [Date.UTC(2026, 5, 30, 23), Date.UTC(2026, 6, 1, 0), Date.UTC(2026, 5, 30, 23)] as Instant[];
    const trail = trailOn(store);
    for (const at of times) await trail.append(draft({ at }));
    const writer = trail.heads()[0]?.writer ?? "";
    expect((await store.hashesOf(writer, 1, 3)).map(({ period }) => period)).toEqual(["2026-06", "2026-07", "2026-07"]);
  });

  it("cannot be changed through the store's own file without taking its guards away", async () => {
    const { mkdtempSync, rmSync } = await import("node:fs");
    const { DatabaseSync } = await import("node:sqlite");
    const folder = mkdtempSync("/tmp/audit-guards-");
    const store = await openSqliteStore(`${folder}/audit.sqlite`);
    await trailOn(store).append(draft());
    await store.close();
    const database = new DatabaseSync(`${folder}/audit.sqlite`);
    for (const statement of [
      "update audit_event set actor = 'staff:X'",
      "delete from audit_event",
      "delete from audit_subject",
      "update audit_shape set outcome = 'MASKED'",
    ])
      expect(() => database.exec(statement)).toThrow(/only ever added to/);
    database.close();
    rmSync(folder, { recursive: true });
  });
});
