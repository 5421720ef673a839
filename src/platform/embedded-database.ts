import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { SqliteDialect } from "kysely-node-sqlite";

export interface EmbeddedOptions {
  /** Changes nothing, whatever is asked of it. */
  readonly readOnly?: boolean;
}

/**
 * Opens an SQLite file whose commits survive a loss of power: a write-ahead log that is synced before a commit returns.
 * For what must be durable before an answer leaves; other stores open through `openStore`.
 */
export function openDurable(path: string, { readOnly = false }: EmbeddedOptions = {}): DatabaseSync {
  if (!readOnly) mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: 5_000 });
  if (!readOnly) database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  // 64 MB of pages: an index of a large trail is written to all over.
  database.exec("PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
  if (readOnly) database.exec("PRAGMA query_only = ON;");
  return database;
}

export function overDatabase<Tables>(database: DatabaseSync): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}
