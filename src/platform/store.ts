import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, Migrator, PostgresDialect, type Dialect, type Migration } from "kysely";
import { SqliteDialect } from "kysely-node-sqlite";
import { Pool, types } from "pg";

export type Migrations = Readonly<Record<string, Migration>>;

/**
 * Opens a store and brings its tables up to date. `address` is a file, whose folder is made when missing, or `:memory:`,
 * or a `postgres://` address. Stores that share one database each keep their own account of migrations under their own
 * `name`. Throws when the store cannot be opened or a migration fails.
 */
export async function openStore<Tables>(
  address: string,
  migrations: Migrations,
  name = "kysely",
): Promise<Kysely<Tables>> {
  const store = new Kysely<Tables>({ dialect: isPostgres(address) ? postgres(address) : sqlite(address) });
  const migrator = new Migrator({
    db: store,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableName: `${name}_migration`,
    migrationLockTableName: `${name}_migration_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return store;
  await store.destroy();
  throw new Error("the store's tables could not be brought up to date", { cause: error });
}

function isPostgres(address: string): boolean {
  return /^postgres(ql)?:\/\//.test(address);
}

function sqlite(path: string): Dialect {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  // Several processes may share the file: readers do not wait for a writer, and a second writer waits a little.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 2000; PRAGMA foreign_keys = ON;");
  return new SqliteDialect({ database });
}

const CONNECTIONS = 8;
/** A store that does not answer in this time is down: a request's own deadline is shorter than its caller's patience. */
const PATIENCE_MS = 2_000;

function postgres(connectionString: string): Dialect {
  const pool = new Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    types: { getTypeParser: (type: number, format?: "text" | "binary") => parserOf(type, format) },
  });
  // A connection that breaks while nobody uses it is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool });
}

/** Moments and counts are 64-bit integers there and fit a number; the driver would hand them out as text. */
function parserOf(type: number, format: "text" | "binary" = "text"): (value: never) => unknown {
  return type === types.builtins.INT8 && format !== "binary" ? Number : (types.getTypeParser(type, format) as never);
}
