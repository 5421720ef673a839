import type { Kysely } from "kysely";
import type { Migrations } from "../../platform/store.js";

/** What stewards chose, and that they took it back: rows are only ever added. */
export interface OverrideTables {
  readonly attribute_override: {
    readonly customer_id: string;
    readonly attribute: string;
    /** Two who decide at once write the same number, and the store takes one of them. */
    readonly number: number;
    readonly kind: string;
    /** The record whose statement was chosen: after records are parted again, a choice stays with its record. */
    readonly source: string;
    readonly record_id: string;
    readonly mark: string;
    readonly acted_by: string;
    readonly acted_at: number;
    readonly reason: string;
    readonly expires_at: number | null;
  };
}

export const overrideMigrations: Migrations = {
  "2026-11-24-overrides": {
    up: async (store: Kysely<never>) => {
      await store.schema
        .createTable("attribute_override")
        .addColumn("customer_id", "text", (column) => column.notNull())
        .addColumn("attribute", "text", (column) => column.notNull())
        .addColumn("number", "integer", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("source", "text", (column) => column.notNull())
        .addColumn("record_id", "text", (column) => column.notNull())
        .addColumn("mark", "text", (column) => column.notNull())
        .addColumn("acted_by", "text", (column) => column.notNull())
        .addColumn("acted_at", "bigint", (column) => column.notNull())
        .addColumn("reason", "text", (column) => column.notNull())
        .addColumn("expires_at", "bigint")
        .addPrimaryKeyConstraint("attribute_override_key", ["customer_id", "attribute", "number"])
        .execute();
      await store.schema
        .createIndex("attribute_override_of")
        .on("attribute_override")
        .columns(["record_id", "source"])
        .execute();
    },
  },
};
