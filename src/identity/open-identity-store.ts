import { sql, type Kysely } from "kysely";
import { openPostgres, overPool } from "../platform/postgres.js";
import { bringUpToDate, isPostgres, openStore } from "../platform/store.js";
import { identityMigrations } from "./migrations.js";
import type { IdentityTables } from "./tables.js";

const NAME = "identity";

/** A writer waits for his turn in the database; the comparisons of a build are statements over everything. */
const STATEMENT_MS = { serving: 5_000, building: 600_000 };

/** Opens the index: an SQLite file, `:memory:`, or the PostgreSQL database at the address; `isBuilding` for much at once. */
export async function openIdentityStore(where: string, isBuilding = false): Promise<Kysely<IdentityTables>> {
  if (isPostgres(where)) return openShared(where, isBuilding);
  const store = await openStore<IdentityTables>(where, identityMigrations, NAME);
  // A writer waits in turns of its own: waiting inside the store would stop every other request of the process.
  await sql`pragma busy_timeout = 20`.execute(store);
  // Of a large index the upper levels at least: a look-up goes through a dozen pages, and most of them are these.
  await sql`pragma cache_size = -32768`.execute(store);
  if (!isBuilding) return store;
  // What a build has written last before the power failed it reads again; a steward's word would be lost for good.
  await sql`pragma synchronous = normal`.execute(store);
  await sql`pragma wal_autocheckpoint = 16384`.execute(store);
  return store;
}

async function openShared(url: string, isBuilding: boolean): Promise<Kysely<IdentityTables>> {
  const statementTimeoutMs = isBuilding ? STATEMENT_MS.building : STATEMENT_MS.serving;
  const store = overPool<IdentityTables>(openPostgres({ url, connections: 8, statementTimeoutMs }));
  try {
    await bringUpToDate(store, identityMigrations, NAME);
    return store;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}
