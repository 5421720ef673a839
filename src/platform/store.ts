import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, Migrator, type Migration } from "kysely";
import { SqliteDialect } from "kysely-node-sqlite";
import { openPostgres, overPool } from "./postgres.js";
import { StoreChanges } from "./store-changes.js";

export type Migrations = Readonly<Record<string, Migration>>;

/**
 * Opens a store and brings its tables up to date. `address` is a file, whose folder is made when missing, or `:memory:`,
 * or a `postgres://` address. Stores that share one database each keep their own account of migrations under their own
 * `name`. Throws when the store cannot be opened or a migration fails.
 */
export async function openStore<Tables>(
  address: string,
  migrations: Migrations,
  name?: string,
): Promise<Kysely<Tables>> {
  const store = isPostgres(address)
    ? overPool<Tables>(openPostgres({ url: address, ...POOL }))
    : sqlite<Tables>(address);
  try {
    await bringUpToDate(store, migrations, name);
    return store;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

/** Runs the migrations that this store has not seen. Throws when one fails. */
export async function bringUpToDate<Tables>(
  store: Kysely<Tables>,
  migrations: Migrations,
  name = "kysely",
): Promise<void> {
  const migrator = new Migrator({
    db: store,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableName: `${name}_migration`,
    migrationLockTableName: `${name}_migration_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error("the store's tables could not be brought up to date", { cause: error });
}

/** A store that does not answer in this time is down: a request's own deadline is shorter than its caller's patience. */
const POOL = { connections: 8, statementTimeoutMs: 2_000 };

export function isPostgres(address: string): boolean {
  return /^postgres(ql)?:\/\//.test(address);
}

function sqlite<Tables>(path: string): Kysely<Tables> {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  // Several processes may share the file: readers do not wait for a writer, and a second writer waits a little.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 2000; PRAGMA foreign_keys = ON;");
  const store = new Kysely<Tables>({ dialect: new SqliteDialect({ database, stmntCache: STATEMENTS_KEPT }) });
  changes.set(store, new StoreChanges(database));
  return store;
}

const changes = new WeakMap<object, StoreChanges>();

/** What tells whether a store has changed; null for one that others share over the network. */
export function changesOf<Tables>(store: Kysely<Tables>): StoreChanges | null {
  return changes.get(store) ?? null;
}

/** Statements are prepared once: the same few hundred come again and again. */
const STATEMENTS_KEPT = { maxSize: 500, maxAge: Number.POSITIVE_INFINITY };
