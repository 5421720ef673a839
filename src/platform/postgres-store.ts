import { Kysely, Migrator, PostgresDialect } from "kysely";
import { Pool, TypeOverrides, types } from "pg";
import type { Migrations } from "./store.js";

export function isPostgresAddress(store: string): boolean {
  return /^postgres(ql)?:\/\//u.test(store);
}

/**
 * Opens a PostgreSQL database and brings its tables up to date; several processes may start at once. Throws when it
 * cannot be reached or a migration fails.
 */
export async function openPostgres<Tables>(address: string, migrations: Migrations): Promise<Kysely<Tables>> {
  const overrides = new TypeOverrides();
  // Our whole numbers are counts and milliseconds: all of them are exact as numbers.
  overrides.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({ connectionString: address, max: 8, types: overrides, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while idle is replaced by the pool; unheard, its error would end the process.
  pool.on("error", () => undefined);
  const store = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({ db: store, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return store;
  await store.destroy();
  throw new Error("the store's tables could not be brought up to date", { cause: error });
}
