import { sql, type Kysely } from "kysely";
import { isPostgresAddress, openPostgres } from "../platform/postgres-store.js";
import { openStore } from "../platform/store.js";
import { identityMigrations } from "./migrations.js";
import type { IdentityTables } from "./tables.js";

/** Opens the index: an SQLite file, `:memory:`, or the PostgreSQL database at the address. */
export async function openIdentityStore(where: string): Promise<Kysely<IdentityTables>> {
  if (isPostgresAddress(where)) return openPostgres<IdentityTables>(where, identityMigrations);
  const store = await openStore<IdentityTables>(where, identityMigrations);
  // A writer waits in turns of its own: waiting inside the store would stop every other request of the process.
  await sql`pragma busy_timeout = 20`.execute(store);
  return store;
}
