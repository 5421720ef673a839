import { sql, type Kysely } from "kysely";
import { AUDIT_TABLES } from "./audit-tables.js";

/**
 * SQLite has no roles, so the file itself refuses what the gateway has no right to. Whoever may write the file can take
 * the guards away; then the chain and the signed roots still tell.
 */
export async function raiseGuards(store: Kysely<never>): Promise<void> {
  for (const table of AUDIT_TABLES) {
    for (const verb of ["update", "delete"]) {
      await sql`create trigger ${sql.id(`${table}_no_${verb}`)} before ${sql.raw(verb)} on ${sql.table(table)}
        begin select raise(abort, 'the audit trail is only ever added to'); end`.execute(store);
    }
  }
}

/** For the removal of months whose time is over, which raises them again in the same transaction. */
export async function dropGuards(store: Kysely<never>): Promise<void> {
  for (const table of AUDIT_TABLES) {
    for (const verb of ["update", "delete"]) {
      await sql`drop trigger ${sql.id(`${table}_no_${verb}`)}`.execute(store);
    }
  }
}
