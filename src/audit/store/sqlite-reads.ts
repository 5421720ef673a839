import type { DatabaseSync, StatementSync } from "node:sqlite";
import { overDatabase } from "../../platform/embedded-database.js";
import type { SealedRange } from "../proof/seal.js";
import { RunDigest, type WholeRun } from "../verify/run-digest.js";
import type { AuditTables } from "./audit-tables.js";
import type { IndexRows } from "./misindexed.js";
import { SqlReads } from "./sql-reads.js";
import { SqliteIndexRows } from "./sqlite-index-rows.js";

const EVENTS_AT_ONCE = 256;

/** Reads an embedded trail: as the other, but for what a check of millions of events spends its time with. */
export class SqliteReads extends SqlReads {
  readonly #run: StatementSync;
  readonly #hashes: StatementSync;
  readonly #writers: StatementSync;
  readonly #index: IndexRows;

  constructor(database: DatabaseSync) {
    super(overDatabase<AuditTables>(database), "sqlite");
    this.#run = database.prepare(
      "select sequence, at, canonical, hash from audit_event where writer = ? and sequence between ? and ? order by sequence",
    );
    this.#hashes = database.prepare(
      "select period, hash from audit_event where writer = ? and sequence between ? and ? order by sequence",
    );
    // By the order of the trail: by writer, all that any writer ever wrote would be gone through.
    this.#writers = database.prepare(
      `select writer, max(sequence) as last from audit_event not indexed where position >= ? group by writer order by writer`,
    );
    // An object for each row costs more than to hash what is in it.
    this.#run.setReturnArrays(true);
    this.#hashes.setReturnArrays(true);
    this.#index = new SqliteIndexRows(database, this.store);
  }

  override wholeRun(range: SealedRange): Promise<WholeRun | null> {
    const digest = new RunDigest(range);
    while (digest.next <= range.last) {
      const upTo = Math.min(range.last, digest.next + EVENTS_AT_ONCE - 1);
      const rows = this.#run.all(range.writer, digest.next, upTo) as unknown as readonly (readonly unknown[])[];
      if (rows.length === 0) return Promise.resolve(null);
      for (const [sequence, at, canonical, hash] of rows)
        if (!digest.take(sequence, at, canonical, hash)) return Promise.resolve(null);
    }
    return Promise.resolve(digest.end());
  }

  override hashesOf(writer: string, first: number, last: number) {
    const rows = this.#hashes.all(writer, first, last) as unknown as readonly (readonly [string, string])[];
    return Promise.resolve(rows.map(([period, hash]) => ({ period, hash })));
  }

  protected override writersFrom(mark: number) {
    const rows = this.#writers.all(mark) as unknown as readonly { readonly writer: string; readonly last: number }[];
    return Promise.resolve(rows);
  }

  protected override indexRows(): IndexRows {
    return this.#index;
  }
}
