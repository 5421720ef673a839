import type { DatabaseSync, StatementSync } from "node:sqlite";

/**
 * Tells whether anything in an SQLite database may have changed: by this connection, whose changes it counts, or by
 * another one, in this process or elsewhere, whose commits it notices. Asking costs no look at any table.
 */
export class StoreChanges {
  readonly #own: StatementSync;
  readonly #others: StatementSync;
  /** What others had committed when this turn of the event loop began: looking costs a lock on the file. */
  #seen: number | null = null;

  constructor(database: DatabaseSync) {
    this.#own = database.prepare("select total_changes() as count");
    this.#others = database.prepare("pragma data_version");
  }

  /** Another one than before as soon as something may have changed. A change that is rolled back makes another one, too. */
  version(): string {
    if (this.#seen === null) {
      this.#seen = (this.#others.get() as { readonly data_version: number }).data_version;
      setImmediate(() => (this.#seen = null));
    }
    return `${(this.#own.get() as { readonly count: number }).count}.${this.#seen}`;
  }
}
