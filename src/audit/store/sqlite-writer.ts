import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { AuditEvent } from "../event/audit-event.js";
import { canonicalJson } from "../event/canonical.js";
import type { Seal, Signed } from "../proof/seal.js";
import { indexOf, type EventIndex } from "./stored-event.js";

/** What the gateway's own thread hands over: texts cross to another thread fast. */
export interface HandedEvent {
  readonly canonical: string;
  readonly hash: string;
  readonly period: string;
  readonly recordedAt: number;
}

/** Adds to an embedded trail, one transaction with one sync for everything that came together. */
export class SqliteWriter {
  readonly #event: StatementSync;
  readonly #subject: StatementSync;
  readonly #shape: StatementSync;
  readonly #seal: StatementSync;
  readonly #range: StatementSync;
  readonly #published: StatementSync;
  /** Lists of fields that are known to be stored; bounded, for a caller may think up ever new ones. */
  readonly #known = new Set<string>();

  constructor(private readonly database: DatabaseSync) {
    this.#event = database.prepare(
      `insert into audit_event (period, id, at, recorded_at, writer, sequence, actor, purpose, action, decision, grant_id,
        outside, canonical, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#subject = database.prepare(
      "insert into audit_subject (period, customer_id, position, shape, at, outside) values (?, ?, ?, ?, ?, ?)",
    );
    this.#shape = database.prepare(
      "insert or ignore into audit_shape (path, class, outcome, shape) values (?, ?, ?, ?)",
    );
    this.#seal = database.prepare(
      "insert into audit_seal (number, period, record, signature, mark) values (?, ?, ?, ?, ?)",
    );
    this.#range = database.prepare(
      "insert into audit_seal_range (writer, last, first, head, number) values (?, ?, ?, ?, ?)",
    );
    this.#published = database.prepare("insert or ignore into audit_published (target, number) values (?, ?)");
  }

  append(events: readonly HandedEvent[]): void {
    const newShapes: string[] = [];
    this.#transaction(() => {
      for (const handed of events) {
        const event = JSON.parse(handed.canonical) as AuditEvent;
        const index = indexOf(event);
        const position = this.#addEvent(handed, event, index.outside);
        for (const { customerId, shape, outside } of index.subjects)
          this.#subject.run(handed.period, customerId, position, shape, event.at, outside);
        this.#addShapes(index, newShapes);
      }
    });
    // Only now are they there for certain.
    if (this.#known.size > MOST_KNOWN) this.#known.clear();
    for (const shape of newShapes) this.#known.add(shape);
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

  #addEvent({ canonical, hash, period, recordedAt }: HandedEvent, event: AuditEvent, outside: 0 | 1): number {
    const { lastInsertRowid } = this.#event.run(
      period,
      event.id,
      event.at,
      recordedAt,
      event.writer,
      event.sequence,
      event.actor.subject,
      event.purpose,
      event.action,
      event.decision,
      event.grantId,
      outside,
      canonical,
      hash,
    );
    return Number(lastInsertRowid);
  }

  #addShapes({ shapes }: EventIndex, added: string[]): void {
    for (const { shape, fields } of shapes) {
      if (this.#known.has(shape)) continue;
      for (const { class: dataClass, outcome, paths } of fields)
        for (const path of paths) this.#shape.run(path, dataClass, outcome, shape);
      added.push(shape);
    }
  }

  #transaction(act: () => void): void {
    this.database.exec("begin immediate");
    try {
      act();
      this.database.exec("commit");
    } catch (error) {
      if (this.database.isTransaction) this.database.exec("rollback");
      throw error;
    }
  }
}

const MOST_KNOWN = 10_000;
/** A row of that key is there: primary key, and unique index. */
const CONSTRAINTS: ReadonlySet<number> = new Set([1555, 2067]);
