import { sql, type Kysely } from "kysely";
import type { IdentityTables } from "../tables.js";

/** The row in which the first record stands that has been stated and not settled; 0 when all are settled. */
const UNSETTLED = 2;

/** Remembers, across interruptions, that from this record on some wait to be settled. */
export async function markUnsettled(store: Kysely<IdentityTables>, record: number): Promise<void> {
  await store
    .updateTable("turn")
    .set({ taken: record })
    .where("id", "=", UNSETTLED)
    .where((where) => where.or([where("taken", "=", 0), where("taken", ">", record)]))
    .execute();
}

export async function firstUnsettled(store: Kysely<IdentityTables>): Promise<number> {
  const row = await store.selectFrom("turn").select("taken").where("id", "=", UNSETTLED).executeTakeFirst();
  return row?.taken ?? 0;
}

/** All are settled, unless further ones have been stated meanwhile. */
export async function clearUnsettled(store: Kysely<IdentityTables>, first: number): Promise<void> {
  await store
    .updateTable("turn")
    .set({ taken: sql<number>`0` })
    .where("id", "=", UNSETTLED)
    .where("taken", "=", first)
    .execute();
}
