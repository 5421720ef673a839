import { sql, type Kysely } from "kysely";
import { isPostgresAddress, openPostgres } from "../platform/postgres-store.js";
import { openStore } from "../platform/store.js";
import { identityMigrations } from "./migrations.js";
import type { IdentityTables } from "./tables.js";

/** Opens the index: an SQLite file, `:memory:`, or the PostgreSQL database at the address; `isBuilding` for much at once. */
export async function openIdentityStore(where: string, isBuilding = false): Promise<Kysely<IdentityTables>> {
  if (isPostgresAddress(where)) return openPostgres<IdentityTables>(where, identityMigrations);
  const store = await openStore<IdentityTables>(where, identityMigrations);
  // A writer waits in turns of its own: waiting inside the store would stop every other request of the process.
  await sql`pragma busy_timeout = 20`.execute(store);
  if (!isBuilding) return store;
  // What a build has written last before the power failed it reads again; a steward's word would be lost for good.
  await sql`pragma synchronous = normal`.execute(store);
  await sql`pragma cache_size = -65536`.execute(store);
  await sql`pragma wal_autocheckpoint = 16384`.execute(store);
  return store;
}
