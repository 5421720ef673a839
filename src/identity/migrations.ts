import { PostgresAdapter, sql, type ColumnDefinitionBuilder, type Kysely } from "kysely";
import type { Migrations } from "../platform/store.js";

/** How the two kinds of store name the same things. */
function wordsOf(store: Kysely<never>) {
  const isPostgres = store.getExecutor().adapter instanceof PostgresAdapter;
  return {
    number: isPostgres ? ("bigint" as const) : ("integer" as const),
    counted: isPostgres ? ("bigserial" as const) : ("integer" as const),
    count: (column: ColumnDefinitionBuilder) =>
      isPostgres ? column.primaryKey() : column.primaryKey().autoIncrement(),
    /** A table that is its own index. */
    clustered: isPostgres ? sql`` : sql`without rowid`,
    real: isPostgres ? ("double precision" as const) : ("real" as const),
  };
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();

export const identityMigrations: Migrations = {
  "2026-11-22-links": {
    up: async (store: Kysely<never>) => {
      const { number, counted, count } = wordsOf(store);
      await store.schema
        .createTable("link")
        .addColumn("sequence", counted, count)
        .addColumn("source", "text", required)
        .addColumn("record_id", "text", required)
        .addColumn("customer_id", "text", required)
        .addColumn("decision", "text", required)
        .addColumn("rule", "text", required)
        .addColumn("matched_on", "text", required)
        .addColumn("against", "text", required)
        .addColumn("decided_by", "text", required)
        .addColumn("decided_at", number, required)
        .execute();
      await createLinkIndexes(store);
      await store.schema
        .createTable("search")
        .addColumn("sequence", counted, count)
        .addColumn("customer_id", "text", required)
        .addColumn("source", "text", required)
        .addColumn("searched_at", number, required)
        .execute();
      await store.schema.createIndex("search_of_customer").on("search").columns(["customer_id", "source"]).execute();
    },
  },
  "2026-11-23-one-search-mark": {
    up: async (store: Kysely<never>) => {
      await sql`delete from search where sequence not in (select max(sequence) from search group by customer_id, source)`.execute(
        store,
      );
      await store.schema.dropIndex("search_of_customer").execute();
      await store.schema
        .createIndex("search_of_customer")
        .unique()
        .on("search")
        .columns(["customer_id", "source"])
        .execute();
    },
  },
  "2026-11-24-statements": { up: addStatements },
  "2026-11-24-judgements": { up: addJudgements },
  "2026-11-24-statements-by-number": {
    // Statements are read by their own numbers alone.
    up: async (store: Kysely<never>) => store.schema.dropIndex("statement_of_record").execute(),
  },
};

export const LINK_INDEXES = ["link_of_record", "link_of_customer"] as const;

export async function createLinkIndexes({ schema }: Pick<Kysely<never>, "schema">): Promise<void> {
  const [ofRecord, ofCustomer] = LINK_INDEXES;
  await schema.createIndex(ofRecord).on("link").columns(["source", "record_id", "sequence"]).execute();
  await schema.createIndex(ofCustomer).on("link").columns(["customer_id", "sequence"]).execute();
}

async function addStatements(store: Kysely<never>): Promise<void> {
  const { number, counted, count, clustered } = wordsOf(store);
  await store.schema
    .createTable("record")
    .addColumn("record", counted, count)
    .addColumn("source", "text", required)
    .addColumn("record_id", "text", required)
    .addColumn("statement", number, required)
    .execute();
  await store.schema.createIndex("record_of_source").unique().on("record").columns(["source", "record_id"]).execute();
  await store.schema
    .createTable("statement")
    .addColumn("sequence", counted, count)
    .addColumn("record", number, required)
    .addColumn("origin", "text", required)
    .addColumn("digest", "text", required)
    .addColumn("prints", "text", required)
    .addColumn("held", "text", required)
    .addColumn("flags", "text", required)
    .addColumn("observed_at", number)
    .addColumn("received_at", number, required)
    .execute();
  await store.schema.createIndex("statement_of_record").on("statement").columns(["record", "sequence"]).execute();
  await store.schema
    .createTable("record_key")
    .addColumn("key", "text", required)
    .addColumn("record", number, required)
    .addPrimaryKeyConstraint("record_key_once", ["key", "record"])
    .modifyEnd(clustered)
    .execute();
  await store.schema
    .createTable("frequency")
    .addColumn("token", "text", (column) => column.primaryKey())
    .addColumn("count", number, required)
    .execute();
  await store.schema
    .createTable("feed")
    .addColumn("source", "text", (column) => column.primaryKey())
    .addColumn("listing_cursor", "text")
    .addColumn("listing_started_at", number)
    .addColumn("listing_done_at", number)
    .addColumn("listed", number, required)
    .addColumn("change_cursor", "text")
    .addColumn("changed", number, required)
    .execute();
}

async function addJudgements(store: Kysely<never>): Promise<void> {
  const { number, counted, count, real } = wordsOf(store);
  await store.schema.alterTable("link").addColumn("score", real).execute();
  await store.schema.alterTable("link").addColumn("event", number).execute();
  await store.schema
    .createTable("judgement")
    .addColumn("sequence", counted, count)
    .addColumn("low", number, required)
    .addColumn("high", number, required)
    .addColumn("decision", "text", required)
    .addColumn("rule", "text", required)
    .addColumn("score", real)
    .addColumn("matched_on", "text", required)
    .addColumn("against", "text", required)
    .addColumn("decided_by", "text", required)
    .addColumn("decided_at", number, required)
    .addColumn("reason", "text")
    .addColumn("event", number)
    .execute();
  await store.schema.createIndex("judgement_of_low").on("judgement").columns(["low", "high", "sequence"]).execute();
  await store.schema.createIndex("judgement_of_high").on("judgement").columns(["high", "sequence"]).execute();
  await store.schema
    .createTable("resolution_event")
    .addColumn("event", counted, count)
    .addColumn("kind", "text", required)
    .addColumn("decided_by", "text", required)
    .addColumn("decided_at", number, required)
    .addColumn("reason", "text")
    .addColumn("undoes", number)
    .addColumn("changes", "text", required)
    .execute();
  await store.schema
    .createTable("event_customer")
    .addColumn("event", number, required)
    .addColumn("customer_id", "text", required)
    .addPrimaryKeyConstraint("event_customer_once", ["customer_id", "event"])
    .execute();
  await store.schema
    .createTable("turn")
    .addColumn("id", number, (column) => column.primaryKey())
    .addColumn("taken", number, required)
    .execute();
  await sql`insert into turn (id, taken) values (1, 0), (2, 0)`.execute(store);
}
