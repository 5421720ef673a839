import { sql, type Generated, type Kysely } from "kysely";
import type { Migrations } from "../platform/store.js";

/** Statements about which source record belongs to which customer. Rows are only ever added; the newest of a record counts. */
export interface IdentityTables {
  readonly link: {
    readonly sequence: Generated<number>;
    readonly source: string;
    readonly record_id: string;
    readonly customer_id: string;
    /** POSITIVE or UNSURE, as far as rules judge. */
    readonly decision: string;
    readonly rule: string;
    /** JSON lists of the kinds of value that agreed and disagreed; never the values. */
    readonly matched_on: string;
    readonly against: string;
    readonly decided_by: string;
    readonly decided_at: number;
  };
  /** Which sources have answered, found or not, when they were last asked for a customer's records: one row for each. */
  readonly search: {
    readonly sequence: Generated<number>;
    readonly customer_id: string;
    readonly source: string;
    readonly searched_at: number;
  };
}

export const identityMigrations: Migrations = {
  "2026-11-22-links": {
    up: async (store: Kysely<never>) => {
      await store.schema
        .createTable("link")
        .addColumn("sequence", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("source", "text", (column) => column.notNull())
        .addColumn("record_id", "text", (column) => column.notNull())
        .addColumn("customer_id", "text", (column) => column.notNull())
        .addColumn("decision", "text", (column) => column.notNull())
        .addColumn("rule", "text", (column) => column.notNull())
        .addColumn("matched_on", "text", (column) => column.notNull())
        .addColumn("against", "text", (column) => column.notNull())
        .addColumn("decided_by", "text", (column) => column.notNull())
        .addColumn("decided_at", "integer", (column) => column.notNull())
        .execute();
      await store.schema
        .createIndex("link_of_record")
        .on("link")
        .columns(["source", "record_id", "sequence"])
        .execute();
      await store.schema.createIndex("link_of_customer").on("link").columns(["customer_id", "sequence"]).execute();
      await store.schema
        .createTable("search")
        .addColumn("sequence", "integer", (column) => column.primaryKey().autoIncrement())
        .addColumn("customer_id", "text", (column) => column.notNull())
        .addColumn("source", "text", (column) => column.notNull())
        .addColumn("searched_at", "integer", (column) => column.notNull())
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
};
