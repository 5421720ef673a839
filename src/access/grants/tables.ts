import type { Kysely } from "kysely";
import type { Migrations } from "../../platform/store.js";

/** Requests, what happened to them, and their uses: rows are only ever added. One row remembers the latest moment seen. */
export interface GrantTables {
  readonly access_request: {
    readonly id: string;
    readonly requester: string;
    /** Counts a requester's emergencies, so that of two at once only one is next; null for all others. */
    readonly emergency_number: number | null;
    /** An emergency is open from the start, in one row with what was asked. */
    readonly opened_until: number | null;
    readonly review_due_at: number | null;
    readonly requested_at: number;
    readonly lapses_at: number;
    readonly purpose: string;
    readonly customer_id: string;
    /** JSON: records, fields, reason, ticket, minutes. */
    readonly body: string;
  };
  readonly access_event: {
    readonly request_id: string;
    /** Two who act on one grant at once write the same number, and the store takes one of them. */
    readonly number: number;
    readonly kind: string;
    readonly acted_by: string;
    readonly acted_at: number;
    readonly expires_at: number | null;
    readonly justified: number | null;
    readonly comment: string | null;
  };
  readonly access_use: {
    readonly id: string;
    readonly request_id: string;
    readonly used_at: number;
  };
  readonly access_moment: { readonly id: number; readonly latest: number };
}

export const grantMigrations: Migrations = {
  "2026-11-24-grants": {
    up: async (store: Kysely<never>) => {
      await store.schema
        .createTable("access_request")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("requester", "text", (column) => column.notNull())
        .addColumn("emergency_number", "integer")
        .addColumn("opened_until", "bigint")
        .addColumn("review_due_at", "bigint")
        .addColumn("requested_at", "bigint", (column) => column.notNull())
        .addColumn("lapses_at", "bigint", (column) => column.notNull())
        .addColumn("purpose", "text", (column) => column.notNull())
        .addColumn("customer_id", "text", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .addUniqueConstraint("access_request_emergency", ["requester", "emergency_number"])
        .execute();
      await store.schema
        .createIndex("access_request_by_time")
        .on("access_request")
        .columns(["requested_at", "id"])
        .execute();
      await store.schema
        .createIndex("access_request_of")
        .on("access_request")
        .columns(["requester", "requested_at", "id"])
        .execute();
      await store.schema
        .createTable("access_event")
        .addColumn("request_id", "text", (column) => column.notNull().references("access_request.id"))
        .addColumn("number", "integer", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("acted_by", "text", (column) => column.notNull())
        .addColumn("acted_at", "bigint", (column) => column.notNull())
        .addColumn("expires_at", "bigint")
        .addColumn("justified", "integer")
        .addColumn("comment", "text")
        .addPrimaryKeyConstraint("access_event_key", ["request_id", "number"])
        .execute();
      await store.schema
        .createTable("access_use")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("request_id", "text", (column) => column.notNull().references("access_request.id"))
        .addColumn("used_at", "bigint", (column) => column.notNull())
        .execute();
      await store.schema.createIndex("access_use_of").on("access_use").column("request_id").execute();
      await store.schema
        .createTable("access_moment")
        .addColumn("id", "integer", (column) => column.primaryKey())
        .addColumn("latest", "bigint", (column) => column.notNull())
        .execute();
    },
  },
};
