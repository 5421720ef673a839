import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, Migrator, type Migration } from "kysely";
import { SqliteDialect } from "kysely-node-sqlite";

export type Migrations = Readonly<Record<string, Migration>>;

/**
 * Opens an embedded store and brings its tables up to date. `path` is a file, whose folder is made when missing, or
 * `:memory:`. Throws when the file cannot be opened or a migration fails.
 */
export async function openStore<Tables>(path: string, migrations: Migrations): Promise<Kysely<Tables>> {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  // Several processes may share the file: readers do not wait for a writer, and a second writer waits a little.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 2000; PRAGMA foreign_keys = ON;");
  const store = new Kysely<Tables>({ dialect: new SqliteDialect({ database, stmntCache: STATEMENTS_KEPT }) });
  const migrator = new Migrator({ db: store, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error("the store's tables could not be brought up to date", { cause: error });
  return store;
}

/** Statements are prepared once: the same few hundred come again and again. */
const STATEMENTS_KEPT = { maxSize: 500, maxAge: Number.POSITIVE_INFINITY };
