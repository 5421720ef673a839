import { describe, expect, it, onTestFinished } from "vitest";
import { auditMigrations } from "../../../src/audit/store/audit-migrations.js";
import type { AuditStore } from "../../../src/audit/store/audit-store.js";
import type { AuditTables } from "../../../src/audit/store/audit-tables.js";
import { SqlReads } from "../../../src/audit/store/sql-reads.js";
import { SqliteBatches } from "../../../src/audit/store/sqlite-batch.js";
import { toStoreFailure } from "../../../src/audit/store/sqlite-store.js";
import { SqliteWriter } from "../../../src/audit/store/sqlite-writer.js";
import { AuditTrail } from "../../../src/audit/trail/audit-trail.js";
import { genesisHash } from "../../../src/audit/proof/chain.js";
import { ChainCheck } from "../../../src/audit/verify/chain-check.js";
import { Findings } from "../../../src/audit/verify/finding.js";
import { openDurable, overDatabase } from "../../../src/platform/embedded-database.js";
import { bringUpToDate } from "../../../src/platform/store.js";
import { draft, subject } from "../../support/audit/draft.js";
import { temporaryFolder } from "../../support/audit/temporary-folder.js";
import { NOON } from "../../support/audit/trail.js";
import { nth } from "../../support/nth.js";

describe("a disk that is full", () => {
  it("refuses what it cannot store, keeps what it has acknowledged, and goes on in the same chain when there is room", async () => {
    const database = openDurable(`${temporaryFolder()}/audit.sqlite`);
    const tables = overDatabase<AuditTables>(database);
    onTestFinished(() => tables.destroy());
    await bringUpToDate(tables, auditMigrations("sqlite"));
    const writer = new SqliteWriter(database);
    const batches = new SqliteBatches();
    const reads = new SqlReads(tables, "sqlite");
    // SQLite itself refuses a page too many, with the error of a full disk.
    const room = (pages: number) => database.exec(`PRAGMA max_page_count = ${pages}`);
    const store = Object.assign(reads, {
      append: async (events: Parameters<AuditStore["append"]>[0]) => {
        try {
          await Promise.resolve(writer.append(batches.toBatch(events)));
        } catch (error) {
          throw toStoreFailure(error);
        }
      },
    }) as unknown as AuditStore;
    const trail = new AuditTrail(store, {
      writer: "full",
      clock: { now: () => NOON },
      queueLimit: 1_000,
      timeoutMs: 60_000,
    });
    room(120);
    const settled: PromiseSettledResult<{ readonly position: string }>[] = [];
    for (let round = 0; round < 40; round += 1) {
      const batch = Array.from({ length: 25 }, (_, index) =>
        trail.append(draft({ subjects: [subject(round * 25 + index)] })),
      );
      settled.push(...(await Promise.allSettled(batch)));
    }
    const stored = settled.filter((each) => each.status === "fulfilled");
    const refused = settled.filter((each) => each.status === "rejected");
    expect(stored.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "AUDIT_UNAVAILABLE", fault: "STORE" });
    room(100_000);
    const next = await trail.append(draft());
    const name = nth(next.position.split("#"), 0);
    expect(next.position).toBe(`${name}#${stored.length + 1}`);
    const findings = new Findings();
    const chain = new ChainCheck(1, genesisHash(name), findings);
    const events = await reads.eventsOf(name, 1, 10_000);
    for (const event of events) chain.follow(event);
    expect({ events: events.length, findings: findings.list }).toEqual({ events: stored.length + 1, findings: [] });
  });
});
