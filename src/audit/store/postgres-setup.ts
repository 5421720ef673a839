import { sql, type Kysely } from "kysely";
import { openPostgres, overPool } from "../../platform/postgres.js";
import { bringUpToDate } from "../../platform/store.js";
import { auditMigrations } from "./audit-migrations.js";
import { AUDIT_TABLES, type AuditTables } from "./audit-tables.js";

export interface SetupOptions {
  /** The role that owns the tables, and makes the gateway's. */
  readonly ownerUrl: string;
  /** The gateway's own address: its user is the role that is made, with its password. */
  readonly gatewayUrl: string;
  readonly now: number;
}

const MONTHS_AHEAD = 24;
const PATIENCE_MS = 60_000;

/** Makes the tables, the months to come, and the gateway's role: it may add and read, and nothing else. May be run again at any time. */
export async function setUpPostgres({ ownerUrl, gatewayUrl, now }: SetupOptions): Promise<{ readonly role: string }> {
  const pool = openPostgres({ url: ownerUrl, connections: 2, statementTimeoutMs: PATIENCE_MS });
  const store = overPool<AuditTables>(pool);
  try {
    await bringUpToDate(store, auditMigrations("postgres"));
    await makeMonths(store, now);
    const role = await makeRole(store, new URL(gatewayUrl));
    return { role };
  } finally {
    await store.destroy();
  }
}

/** Makes the partitions from this month on; events of a month without one go to the default partition, and are not lost. */
export async function makeMonths(store: Kysely<AuditTables>, now: number): Promise<void> {
  const start = new Date(now);
  for (let ahead = -1; ahead <= MONTHS_AHEAD; ahead += 1) {
    const month = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + ahead, 1)).toISOString().slice(0, 7);
    for (const table of ["audit_event", "audit_subject"] as const) {
      const { rows } =
        await sql`select 1 from ${sql.table(`${table}_default`)} where period = ${month} limit 1`.execute(store);
      // What the default partition has taken of a month stays there, and so does the rest of that month.
      if (rows.length > 0) continue;
      await sql`create table if not exists ${sql.id(partitionOf(table, month))}
        partition of ${sql.table(table)} for values in (${sql.lit(month)})`.execute(store);
    }
  }
}

export function partitionOf(table: string, period: string): string {
  return `${table}_${period.replace("-", "_")}`;
}

async function makeRole(store: Kysely<AuditTables>, url: URL): Promise<string> {
  const role = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  const { rows } = await sql`select 1 from pg_roles where rolname = ${role}`.execute(store);
  const verb = rows.length === 0 ? sql`create role` : sql`alter role`;
  await sql`${verb} ${sql.id(role)} login nosuperuser nocreatedb nocreaterole password ${sql.lit(password)}`.execute(
    store,
  );
  for (const table of AUDIT_TABLES) {
    await sql`revoke all on ${sql.table(table)} from ${sql.id(role)}`.execute(store);
    await sql`grant select, insert on ${sql.table(table)} to ${sql.id(role)}`.execute(store);
  }
  await sql`grant usage on sequence audit_position to ${sql.id(role)}`.execute(store);
  return role;
}
