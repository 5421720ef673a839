import { workerData } from "node:worker_threads";
import { openDurable, overDatabase } from "../../platform/embedded-database.js";
import { bringUpToDate } from "../../platform/store.js";
import { answerCalls } from "../../platform/thread.js";
import { auditMigrations } from "./audit-migrations.js";
import type { AuditTables } from "./audit-tables.js";
import { SqliteReads } from "./sqlite-reads.js";
import { SqliteWriter, type HandedEvent } from "./sqlite-writer.js";

/**
 * The threads of an embedded trail. One writes, so that waiting for the disk holds up no request; one reads, so that an
 * auditor's question holds up no write.
 */
const { path, role } = workerData as { readonly path: string; readonly role: "write" | "read" };
const database = openDurable(path, { readOnly: role === "read" });
const store = overDatabase<AuditTables>(database);

if (role === "read") {
  const reads = new SqliteReads(database);
  answerCalls({
    read: (method: keyof SqliteReads, args: unknown[]) =>
      (reads[method] as (...args: unknown[]) => unknown).apply(reads, args),
  });
} else {
  await bringUpToDate(store, auditMigrations("sqlite"));
  // The other thread moves the log into the file; here only when it has grown past 64 MB all the same.
  database.exec("PRAGMA wal_autocheckpoint = 16384");
  const writer = new SqliteWriter(database);
  answerCalls({
    ready: () => true,
    append: (events: readonly HandedEvent[]) => writer.append(events),
    addSeal: writer.addSeal.bind(writer),
    addPublished: writer.addPublished.bind(writer),
    close: () => database.close(),
  });
}
