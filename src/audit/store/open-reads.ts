import { existsSync } from "node:fs";
import type { AuditConfig } from "../../platform/config-audit.js";
import { openDurable } from "../../platform/embedded-database.js";
import { openPostgres, overPool } from "../../platform/postgres.js";
import type { AuditReads } from "./audit-store.js";
import type { AuditTables } from "./audit-tables.js";
import { SqlReads } from "./sql-reads.js";
import { SqliteReads } from "./sqlite-reads.js";

/** An auditor's questions may take longer than a request may wait. */
const PATIENCE_MS = 600_000;

export interface OpenReads {
  readonly reads: AuditReads;
  close(): Promise<void>;
}

/** Opens a trail to be read and never written. Null where there is no such file. */
export function openAuditReads({ store, postgres }: AuditConfig): OpenReads | null {
  if (postgres === undefined && !existsSync(store)) return null;
  if (postgres === undefined) {
    const database = openDurable(store, { readOnly: true });
    return { reads: new SqliteReads(database), close: () => Promise.resolve(database.close()) };
  }
  const pool = overPool<AuditTables>(
    openPostgres({ url: postgres.url, connections: 4, statementTimeoutMs: PATIENCE_MS }),
  );
  return { reads: new SqlReads(pool, "postgres"), close: () => pool.destroy() };
}
