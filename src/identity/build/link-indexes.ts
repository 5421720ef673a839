import { PostgresAdapter, type Kysely } from "kysely";
import { createLinkIndexes, LINK_INDEXES } from "../migrations.js";
import type { IdentityTables } from "../tables.js";

/** Below so many new rows an index is filled quicker than made anew. */
const WORTH_IT = 50_000;

/**
 * Writes many links with their indexes taken away, and makes them again: to sort a million at the end takes a fraction of
 * the time of putting each at its place. Inside the transaction, so that nobody else sees the table without them.
 */
export async function withoutLinkIndexes<T>(
  store: Kysely<IdentityTables>,
  coming: number,
  write: () => Promise<T>,
): Promise<T> {
  if (!(await isWorthIt(store, coming))) return write();
  for (const index of LINK_INDEXES) await store.schema.dropIndex(index).execute();
  const written = await write();
  await createLinkIndexes(store);
  return written;
}

/** In PostgreSQL whoever reads the table would have to wait for the whole build. */
async function isWorthIt(store: Kysely<IdentityTables>, coming: number): Promise<boolean> {
  if (coming < WORTH_IT || store.getExecutor().adapter instanceof PostgresAdapter) return false;
  const last = await store
    .selectFrom("link")
    .select("sequence")
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return (last?.sequence ?? 0) < coming / 10;
}
