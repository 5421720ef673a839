import type { Kysely } from "kysely";
import type { Migrations } from "../platform/store.js";

/** Requests and what happened to them are only ever added. Keys are not: a key that is gone is how a package ends. */
export interface RightsTables {
  readonly subject_request: {
    readonly id: string;
    readonly customer_id: string;
    readonly kind: string;
    readonly family: string;
    readonly number: number;
    readonly opened_at: number;
    readonly due_at: number;
    /** JSON: who opened it. */
    readonly opener: string;
  };
  readonly subject_request_event: {
    readonly request_id: string;
    /** Two who act on one request at once write the same number, and the store takes one of them. */
    readonly number: number;
    readonly kind: string;
    readonly happened_at: number;
    /** JSON: what belongs to the kind. */
    readonly body: string;
  };
  readonly subject_request_key: {
    readonly request_id: string;
    readonly package: number;
    /** The package's own key, encrypted under the master key, in base64. */
    readonly wrapped: string;
  };
}

export const rightsMigrations: Migrations = {
  "2026-11-24-subject-requests": {
    up: async (store: Kysely<never>) => {
      await store.schema
        .createTable("subject_request")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("customer_id", "text", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("family", "text", (column) => column.notNull())
        .addColumn("number", "integer", (column) => column.notNull())
        .addColumn("opened_at", "bigint", (column) => column.notNull())
        .addColumn("due_at", "bigint", (column) => column.notNull())
        .addColumn("opener", "text", (column) => column.notNull())
        .addUniqueConstraint("subject_request_next", ["customer_id", "kind", "family", "number"])
        .execute();
      await store.schema
        .createTable("subject_request_event")
        .addColumn("request_id", "text", (column) => column.notNull().references("subject_request.id"))
        .addColumn("number", "integer", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("happened_at", "bigint", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("subject_request_event_key", ["request_id", "number"])
        .execute();
      await store.schema
        .createTable("subject_request_key")
        .addColumn("request_id", "text", (column) => column.notNull().references("subject_request.id"))
        .addColumn("package", "integer", (column) => column.notNull())
        .addColumn("wrapped", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("subject_request_key_key", ["request_id", "package"])
        .execute();
    },
  },
};
