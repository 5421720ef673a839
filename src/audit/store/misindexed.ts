import { sql, type Kysely } from "kysely";
import type { AuditEvent } from "../event/audit-event.js";
import type { AuditTables } from "./audit-tables.js";
import { indexOf, type ShapeRows } from "./stored-event.js";

export interface Misindexed {
  /** The sequences of the events that are not to be found as they should. */
  readonly wrong: readonly number[];
  /** How many rows of customers there should be for these events. */
  readonly subjects: number;
}

/** What the check compares: an event's row, and what beside it leads there. */
export interface IndexRows {
  eventRows(writer: string, first: number, last: number): Promise<readonly EventRow[]>;
  /** The rows of customers under these keys that are there, each as `subjectLine` writes it. */
  subjectLines(keys: readonly SubjectKey[]): Promise<ReadonlySet<string>>;
  shapeRows(shapes: readonly string[]): Promise<readonly AuditTables["audit_shape"][]>;
}

export type EventRow = Omit<AuditTables["audit_event"], "position" | "tx" | "recorded_at" | "hash"> & {
  readonly position: number;
};
export type SubjectKey = readonly [customerId: string, position: number, shape: string];

export function subjectLine(row: AuditTables["audit_subject"]): string {
  return `${row.customer_id} ${row.position} ${row.shape} ${row.at} ${row.outside} ${row.period}`;
}

/**
 * The events whose index does not say what they say. An event that is whole but cannot be found by its customer is as good
 * as removed, so the columns and rows that questions go by are compared with the text that was hashed.
 */
export async function misindexedAmong(
  index: IndexRows,
  writer: string,
  first: number,
  last: number,
): Promise<Misindexed> {
  const rows = await index.eventRows(writer, first, last);
  const events = rows.map((row) => {
    const event = toEvent(row.canonical);
    return { row, event, meant: event === null ? null : indexOf(event) };
  });
  const found = await index.subjectLines(
    events.flatMap(({ row, meant }) =>
      (meant?.subjects ?? []).map(({ customerId, shape }) => [customerId, row.position, shape] as const),
    ),
  );
  const right = await rightShapes(
    index,
    events.flatMap(({ meant }) => meant?.shapes ?? []),
  );
  const wrong: number[] = [];
  let subjects = 0;
  for (const { row, event, meant } of events) {
    subjects += meant?.subjects.length ?? 0;
    const isRight =
      event !== null &&
      meant !== null &&
      isSameRow(row, event, meant.outside) &&
      meant.subjects.every(({ customerId: customer_id, shape, outside }) => {
        const { position, period } = row;
        return found.has(subjectLine({ customer_id, position, shape, at: event.at, outside, period }));
      }) &&
      meant.shapes.every(({ shape }) => right.has(shape));
    if (!isRight) wrong.push(row.sequence);
  }
  return { wrong, subjects };
}

function isSameRow(row: EventRow, event: AuditEvent, outside: 0 | 1): boolean {
  return (
    row.id === event.id &&
    row.at === event.at &&
    row.writer === event.writer &&
    row.sequence === event.sequence &&
    row.actor === event.actor.subject &&
    row.purpose === event.purpose &&
    row.action === event.action &&
    row.decision === event.decision &&
    row.grant_id === event.grantId &&
    row.outside === outside &&
    row.period >= new Date(event.at).toISOString().slice(0, 7)
  );
}

/** Null for a text that is no event: its hash tells that as well. */
function toEvent(canonical: string): AuditEvent | null {
  try {
    return JSON.parse(canonical) as AuditEvent;
  } catch {
    return null;
  }
}

/** The rows of either store. */
export class StoredIndexRows implements IndexRows {
  constructor(private readonly store: Kysely<AuditTables>) {}

  eventRows(writer: string, first: number, last: number): Promise<readonly EventRow[]> {
    return this.store
      .selectFrom("audit_event")
      .selectAll()
      .where("writer", "=", writer)
      .where("sequence", ">=", first)
      .where("sequence", "<=", last)
      .orderBy("sequence")
      .execute();
  }

  async subjectLines(keys: readonly SubjectKey[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
      const wanted = keys
        .slice(at, at + KEYS_AT_ONCE)
        .map(([id, position, shape]) => sql`(cast(${position} as bigint), ${id}, ${shape})`);
      const rows = await this.store
        .selectFrom("audit_subject")
        .selectAll()
        .where(sql<boolean>`(position, customer_id, shape) in (values ${sql.join(wanted)})`)
        .execute();
      for (const row of rows) found.add(subjectLine(row));
    }
    return found;
  }

  async shapeRows(shapes: readonly string[]): Promise<readonly AuditTables["audit_shape"][]> {
    if (shapes.length === 0) return [];
    return this.store.selectFrom("audit_shape").selectAll().where("shape", "in", shapes).execute();
  }
}

/** Three parameters each, of which a statement takes some thousands. */
const KEYS_AT_ONCE = 500;

/** The lists of fields whose rows say what the lists do; each is looked at once. */
async function rightShapes(index: IndexRows, all: readonly ShapeRows[]): Promise<ReadonlySet<string>> {
  const shapes = new Map(all.map(({ shape, fields }) => [shape, fields]));
  const stated = new Map<string, string[]>();
  for (const { shape, class: dataClass, outcome, path } of await index.shapeRows([...shapes.keys()])) {
    const lines = stated.get(shape);
    if (lines === undefined) stated.set(shape, [`${dataClass} ${outcome} ${path}`]);
    else lines.push(`${dataClass} ${outcome} ${path}`);
  }
  const right = new Set<string>();
  for (const [shape, fields] of shapes) {
    const meant = fields.flatMap((group) => group.paths.map((path) => `${group.class} ${group.outcome} ${path}`));
    if (meant.sort().join("\n") === (stated.get(shape) ?? []).sort().join("\n")) right.add(shape);
  }
  return right;
}
