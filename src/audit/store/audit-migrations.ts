import { sql, type Kysely } from "kysely";
import type { Migrations } from "../../platform/store.js";
import { raiseGuards } from "./append-only.js";

export type Dialect = "sqlite" | "postgres";

/** The trail's tables: one description for both stores, that differ in how a month is kept apart and in how a row gets its position. */
export function auditMigrations(dialect: Dialect): Migrations {
  return {
    "2026-11-24-audit-trail": {
      up: async (store: Kysely<never>) => {
        if (dialect === "postgres") await sql`create sequence audit_position`.execute(store);
        await createEventTable(store, dialect);
        await createSubjectTable(store, dialect);
        await createRecordTables(store);
        if (dialect === "sqlite") await raiseGuards(store);
      },
    },
  };
}

async function createEventTable(store: Kysely<never>, dialect: Dialect): Promise<void> {
  const isPostgres = dialect === "postgres";
  await store.schema
    .createTable("audit_event")
    .addColumn("position", isPostgres ? "bigint" : "integer", (column) =>
      isPostgres ? column.notNull().defaultTo(sql`nextval('audit_position')`) : column.primaryKey().autoIncrement(),
    )
    .addColumn("tx", "bigint", (column) =>
      column.notNull().defaultTo(isPostgres ? sql`(pg_current_xact_id()::text::bigint)` : 0),
    )
    .addColumn("period", "text", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("recorded_at", "bigint", (column) => column.notNull())
    .addColumn("writer", "text", (column) => column.notNull())
    .addColumn("sequence", "bigint", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("decision", "text", (column) => column.notNull())
    .addColumn("grant_id", "text")
    .addColumn("outside", "smallint", (column) => column.notNull())
    .addColumn("canonical", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .modifyEnd(isPostgres ? sql`partition by list (period)` : sql``)
    .execute();
  await sql`create unique index audit_event_place on audit_event (writer, sequence${sql.raw(isPostgres ? ", period" : "")})`.execute(
    store,
  );
  await sql`create index audit_event_id on audit_event (id)`.execute(store);
  // Every question has a span of time, and is answered from its newest end.
  await sql`create index audit_event_actor on audit_event (actor, at, position)`.execute(store);
  await sql`create index audit_event_at on audit_event (at, position)`.execute(store);
  await sql`create index audit_event_grant on audit_event (grant_id, at, position) where grant_id is not null`.execute(
    store,
  );
  await sql`create index audit_event_outside on audit_event (at, position) where outside = 1`.execute(store);
  await sql`create index audit_event_action on audit_event (action, at, position) where action <> 'READ'`.execute(
    store,
  );
  if (!isPostgres) return;
  await sql`create index audit_event_stream on audit_event (tx, position)`.execute(store);
  await sql`create index audit_event_position on audit_event (position)`.execute(store);
  await sql`create table audit_event_default partition of audit_event default`.execute(store);
}

async function createSubjectTable(store: Kysely<never>, dialect: Dialect): Promise<void> {
  // In the order of events, which is the order in which rows come.
  const key = ["position", "customer_id", "shape", ...(dialect === "postgres" ? ["period"] : [])];
  await store.schema
    .createTable("audit_subject")
    .addColumn("period", "text", (column) => column.notNull())
    .addColumn("customer_id", "text", (column) => column.notNull())
    .addColumn("position", "bigint", (column) => column.notNull())
    .addColumn("shape", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("outside", "smallint", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_subject_key", key as never)
    .modifyEnd(dialect === "postgres" ? sql`partition by list (period)` : sql`without rowid`)
    .execute();
  await sql`create index audit_subject_customer on audit_subject (customer_id, at, position)`.execute(store);
  await sql`create index audit_subject_shape on audit_subject (shape, at, position)`.execute(store);
  if (dialect === "postgres") {
    await sql`create table audit_subject_default partition of audit_subject default`.execute(store);
  }
}

async function createRecordTables(store: Kysely<never>): Promise<void> {
  await store.schema
    .createTable("audit_shape")
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("class", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("shape", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_shape_key", ["path", "class", "outcome", "shape"] as never)
    .execute();
  await store.schema
    .createTable("audit_seal")
    .addColumn("number", "bigint", (column) => column.primaryKey())
    .addColumn("period", "text", (column) => column.notNull())
    .addColumn("record", "text", (column) => column.notNull())
    .addColumn("signature", "text", (column) => column.notNull())
    .addColumn("mark", "bigint", (column) => column.notNull())
    .execute();
  await store.schema
    .createTable("audit_seal_range")
    .addColumn("writer", "text", (column) => column.notNull())
    .addColumn("last", "bigint", (column) => column.notNull())
    .addColumn("first", "bigint", (column) => column.notNull())
    .addColumn("head", "text", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_seal_range_key", ["writer", "last"] as never)
    .execute();
  await store.schema
    .createTable("audit_removal")
    .addColumn("period", "text", (column) => column.primaryKey())
    .addColumn("record", "text", (column) => column.notNull())
    .addColumn("signature", "text", (column) => column.notNull())
    .execute();
  await store.schema
    .createTable("audit_published")
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_published_key", ["target", "number"] as never)
    .execute();
}
