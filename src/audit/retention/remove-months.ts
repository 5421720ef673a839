import { sql, type Kysely, type Transaction } from "kysely";
import { canonicalJson } from "../event/canonical.js";
import { REMOVAL_FORMAT, type Removal } from "../proof/removal.js";
import { signRecord, type Seal, type Signed } from "../proof/seal.js";
import type { SigningKey } from "../proof/signing-key.js";
import { dropGuards, raiseGuards } from "../store/append-only.js";
import type { Dialect } from "../store/audit-migrations.js";
import type { AuditTables } from "../store/audit-tables.js";
import { partitionOf } from "../store/postgres-setup.js";

export interface RetentionOptions {
  readonly dialect: Dialect;
  readonly key: SigningKey;
  readonly now: number;
  readonly keepMonths: number;
}

/** The first month that is kept. */
export function keptFrom(now: number, keepMonths: number): string {
  const today = new Date(now);
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - keepMonths, 1)).toISOString().slice(0, 7);
}

/**
 * Removes whole months whose time is over, and leaves a signed word of it. Their seals stay, with each writer's last hashes
 * and the roots of the trees, so that what follows can still be checked to the last link. A month of which anything is not
 * sealed yet is left alone. The months that were removed.
 */
export async function removeMonths(store: Kysely<AuditTables>, options: RetentionOptions): Promise<readonly Removal[]> {
  const before = keptFrom(options.now, options.keepMonths);
  const months = await store
    .selectFrom("audit_event")
    .select(({ fn }) => ["period" as const, fn.countAll<number>().as("events")])
    .where("period", "<", before)
    .groupBy("period")
    .orderBy("period")
    .execute();
  const removed: Removal[] = [];
  for (const { period, events } of months) {
    const removal = await store
      .transaction()
      .execute((transaction) => removeMonth(transaction, period, events, options));
    if (removal !== null) removed.push(removal);
  }
  return removed;
}

async function removeMonth(
  store: Transaction<AuditTables>,
  period: string,
  events: number,
  { dialect, key, now }: RetentionOptions,
): Promise<Removal | null> {
  const seals = await store
    .selectFrom("audit_seal")
    .select(["number", "record"])
    .where("period", "=", period)
    .execute();
  const sealed = seals.reduce((sum, { record }) => sum + (JSON.parse(record) as Seal).count, 0);
  const [earlier] = await store.selectFrom("audit_removal").selectAll().where("period", "=", period).execute();
  if (earlier !== undefined || sealed !== events) return null;
  const lastSeal = Math.max(...seals.map(({ number }) => number));
  const removal: Signed<Removal> = signRecord(
    { format: REMOVAL_FORMAT, period, events, lastSeal, removedAt: now, keyId: key.keyId },
    key,
  );
  await store
    .insertInto("audit_removal")
    .values({ period, record: canonicalJson(removal.record), signature: removal.signature })
    .execute();
  await (dialect === "postgres" ? dropMonth(store, period) : deleteMonth(store, period));
  return removal.record;
}

async function dropMonth(store: Transaction<AuditTables>, period: string): Promise<void> {
  for (const table of ["audit_subject", "audit_event"] as const) {
    await sql`drop table if exists ${sql.id(partitionOf(table, period))}`.execute(store);
    // A month that had no partition of its own lies in the default one.
    await sql`delete from ${sql.table(table)} where period = ${period}`.execute(store);
  }
}

async function deleteMonth(store: Transaction<AuditTables>, period: string): Promise<void> {
  const tables = store as unknown as Kysely<never>;
  await dropGuards(tables);
  await store.deleteFrom("audit_subject").where("period", "=", period).execute();
  await store.deleteFrom("audit_event").where("period", "=", period).execute();
  await raiseGuards(tables);
}
