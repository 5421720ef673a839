import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Kysely } from "kysely";
import type { AuditTables } from "./audit-tables.js";
import { StoredIndexRows, subjectLine, type EventRow, type SubjectKey } from "./misindexed.js";

/** So many more rows than are wanted may lie between them; beyond, each is looked up by itself. */
const MOST_BETWEEN = 4;

/** Of an embedded trail, a run of events and their customers lie one beside the other: read as they lie. */
export class SqliteIndexRows extends StoredIndexRows {
  readonly #events: StatementSync;
  readonly #subjects: StatementSync;

  constructor(database: DatabaseSync, store: Kysely<AuditTables>) {
    super(store);
    this.#events = database.prepare(
      `select position, period, id, at, writer, sequence, actor, purpose, action, decision, grant_id, outside, canonical
        from audit_event where writer = ? and sequence between ? and ? order by sequence`,
    );
    this.#subjects = database.prepare(
      "select period, customer_id, position, shape, at, outside from audit_subject where position between ? and ?",
    );
    this.#events.setReturnArrays(true);
    this.#subjects.setReturnArrays(true);
  }

  override eventRows(writer: string, first: number, last: number): Promise<readonly EventRow[]> {
    const rows = this.#events.all(writer, first, last) as unknown as readonly EventColumns[];
    return Promise.resolve(
      rows.map(
        ([position, period, id, at, by, sequence, actor, purpose, action, decision, grant, outside, canonical]) => ({
          position,
          period,
          id,
          at,
          writer: by,
          sequence,
          actor,
          purpose,
          action,
          decision,
          grant_id: grant,
          outside,
          canonical,
        }),
      ),
    );
  }

  override subjectLines(keys: readonly SubjectKey[]): Promise<ReadonlySet<string>> {
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const [, position] of keys) {
      first = Math.min(first, position);
      last = Math.max(last, position);
    }
    if (!(last - first <= keys.length * MOST_BETWEEN)) return super.subjectLines(keys);
    const rows = this.#subjects.all(first, last) as unknown as readonly SubjectColumns[];
    return Promise.resolve(
      new Set(
        rows.map(([period, customer_id, position, shape, at, outside]) =>
          subjectLine({ period, customer_id, position, shape, at, outside }),
        ),
      ),
    );
  }
}

type EventColumns = readonly [
  position: number,
  period: string,
  id: string,
  at: number,
  writer: string,
  sequence: number,
  actor: string,
  purpose: string,
  action: string,
  decision: string,
  grant: string | null,
  outside: number,
  canonical: string,
];
type SubjectColumns = readonly [string, string, number, string, number, number];
