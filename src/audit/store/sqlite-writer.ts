import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { canonicalJson } from "../event/canonical.js";
import type { Seal, Signed } from "../proof/seal.js";
import { EVENT_COLUMNS, SHAPE_COLUMNS, SUBJECT_COLUMNS, type SqliteBatch } from "./sqlite-batch.js";

/** Adds to an embedded trail, one transaction with one sync for everything that came together. */
export class SqliteWriter {
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #event: StatementSync;
  readonly #subject: StatementSync;
  readonly #shape: StatementSync;
  readonly #seal: StatementSync;
  readonly #range: StatementSync;
  readonly #published: StatementSync;

  constructor(private readonly database: DatabaseSync) {
    this.#begin = database.prepare("begin immediate");
    this.#commit = database.prepare("commit");
    this.#event = database.prepare(insertInto("audit_event", EVENT_COLUMNS));
    this.#subject = database.prepare(insertInto("audit_subject", SUBJECT_COLUMNS));
    this.#shape = database.prepare(`${insertInto("audit_shape", SHAPE_COLUMNS)} on conflict do nothing`);
    this.#seal = database.prepare(
      "insert into audit_seal (number, period, record, signature, mark) values (?, ?, ?, ?, ?)",
    );
    this.#range = database.prepare(
      "insert into audit_seal_range (writer, last, first, head, number) values (?, ?, ?, ?, ?)",
    );
    this.#published = database.prepare("insert or ignore into audit_published (target, number) values (?, ?)");
  }

  append({ events, subjects, shapes }: SqliteBatch): void {
    this.#transaction(() => {
      const positions = rowsOf(events, EVENT_COLUMNS).map((row) => Number(this.#event.run(...row).lastInsertRowid));
      for (const [place, ...row] of rowsOf(subjects, SUBJECT_COLUMNS))
        this.#subject.run(positions[Number(place)] ?? null, ...row);
      for (const row of rowsOf(shapes, SHAPE_COLUMNS)) this.#shape.run(...row);
    });
  }

  /** False where the number is taken. */
  addSeal({ record, signature }: Signed<Seal>, mark: number): boolean {
    try {
      this.#transaction(() => {
        this.#seal.run(record.number, record.period, canonicalJson(record), signature, mark);
        for (const { writer, first, last, head } of record.ranges)
          this.#range.run(writer, last, first, head, record.number);
      });
      return true;
    } catch (error) {
      if (CONSTRAINTS.has((error as { errcode?: number }).errcode ?? 0)) return false;
      throw error;
    }
  }

  addPublished(target: string, number: number): void {
    this.#published.run(target, number);
  }

  #transaction(act: () => void): void {
    this.#begin.run();
    try {
      act();
      this.#commit.run();
    } catch (error) {
      if (this.database.isTransaction) this.database.exec("rollback");
      throw error;
    }
  }
}

/** A row of that key is there: primary key, and unique index. */
const CONSTRAINTS: ReadonlySet<number> = new Set([1555, 2067]);

function insertInto(table: string, columns: readonly string[]): string {
  return `insert into ${table} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`;
}

function rowsOf(values: readonly SQLInputValue[], { length }: readonly string[]): SQLInputValue[][] {
  return Array.from({ length: values.length / length }, (_, row) => values.slice(row * length, (row + 1) * length));
}
