import { sql, type Kysely } from "kysely";
import { AuditQuestionError } from "../audit-error.js";
import type { Dialect } from "./audit-migrations.js";
import type { Cursor, StreamedEvent } from "./audit-store.js";
import type { AuditTables } from "./audit-tables.js";

const CURSOR = /^(\d{1,15})\.(\d{1,15})$/;

/**
 * The events after a cursor, oldest first. SQLite commits one writer at a time, so positions are in the order of commits.
 * In PostgreSQL a transaction may commit after a later one: rows are ordered by transaction, and read only up to the
 * oldest one that is still running, so that nothing can come to stand before a cursor.
 */
export async function readStream(
  store: Kysely<AuditTables>,
  dialect: Dialect,
  cursor: Cursor | null,
  limit: number,
): Promise<readonly StreamedEvent[]> {
  const [tx, position] = readCursor(cursor);
  let query = store
    .selectFrom("audit_event")
    .select(["tx", "position", "id", "at", "writer", "sequence", "canonical", "hash", "recorded_at"])
    .limit(limit);
  if (dialect === "sqlite") query = query.where("position", ">", position).orderBy("position");
  else
    query = query
      .where(sql<boolean>`(tx, position) > (${tx}::bigint, ${position}::bigint)`)
      .where("tx", "<", horizon())
      .orderBy("tx")
      .orderBy("position");
  const rows = await query.execute();
  return rows.map(({ tx, position, recorded_at: recordedAt, ...event }) => ({
    ...event,
    recordedAt,
    cursor: `${tx}.${position}`,
  }));
}

/** Where the stream stands: whatever is committed later stands at or behind it. */
export async function latestMark(store: Kysely<AuditTables>, dialect: Dialect): Promise<number> {
  if (dialect === "postgres") {
    const { mark } = await store.selectNoFrom(horizon().as("mark")).executeTakeFirstOrThrow();
    return mark;
  }
  const last = await store
    .selectFrom("audit_event")
    .select(({ fn }) => fn.max("position").as("position"))
    .executeTakeFirst();
  return (last?.position ?? 0) + 1;
}

function horizon() {
  return sql<number>`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;
}

/** Throws AuditQuestionError for what no stream has given. */
function readCursor(cursor: Cursor | null): readonly [tx: number, position: number] {
  if (cursor === null) return [0, 0];
  const [, tx, position] = CURSOR.exec(cursor) ?? [];
  if (tx === undefined || position === undefined) throw new AuditQuestionError("CURSOR_INVALID");
  return [Number(tx), Number(position)];
}
