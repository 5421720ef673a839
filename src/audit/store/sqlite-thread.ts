import { statSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { openDurable, overDatabase } from "../../platform/embedded-database.js";
import { bringUpToDate } from "../../platform/store.js";
import { answerCalls } from "../../platform/thread.js";
import { auditMigrations } from "./audit-migrations.js";
import type { AuditTables } from "./audit-tables.js";
import type { SqliteThreadData } from "./lasting-thread.js";
import type { SqliteBatch } from "./sqlite-batch.js";
import { SqliteReads } from "./sqlite-reads.js";
import { SqliteWriter } from "./sqlite-writer.js";
import type { LogMoved } from "./write-ahead-log.js";

/**
 * The threads of an embedded trail. One writes, so that waiting for the disk holds up no request; one reads, so that an
 * auditor's question holds up no write; one moves what was written from the log into the file, so that this holds up no
 * write either.
 */
const { path, role } = workerData as SqliteThreadData;
/** What a process that was killed left in the log, in bytes: read again by everybody who opens it, until it is moved. */
const left = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
const MUCH_LEFT = 16 * 1024 ** 2;
const database = openDurable(path, { readOnly: role === "read" });

function moveLog(): LogMoved {
  const { log, checkpointed } = database.prepare("PRAGMA wal_checkpoint(PASSIVE)").get() as Record<string, number>;
  return { pages: log ?? 0, moved: checkpointed ?? 0 };
}

if (role === "read") {
  const reads = new SqliteReads(database);
  answerCalls({
    read: (method: keyof SqliteReads, args: unknown[]) =>
      (reads[method] as (...args: unknown[]) => unknown).apply(reads, args),
  });
} else if (role === "tidy") {
  answerCalls({ moveLog });
} else {
  await bringUpToDate(overDatabase<AuditTables>(database), auditMigrations("sqlite"));
  // The other thread moves the log into the file; here only when it has grown past 256 MB all the same.
  database.exec("PRAGMA wal_autocheckpoint = 65536");
  if (left > MUCH_LEFT) moveLog();
  const writer = new SqliteWriter(database);
  answerCalls({
    ready: () => true,
    append: (batch: SqliteBatch) => writer.append(batch),
    addSeal: writer.addSeal.bind(writer),
    addPublished: writer.addPublished.bind(writer),
    moveLog,
    close: () => database.close(),
  });
}
