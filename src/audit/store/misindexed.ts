import { sql, type Kysely } from "kysely";
import type { AuditEvent } from "../event/audit-event.js";
import type { AuditTables } from "./audit-tables.js";
import { indexOf } from "./stored-event.js";

export interface Misindexed {
  /** The sequences of the events that are not to be found as they should. */
  readonly wrong: readonly number[];
  /** How many rows of customers there should be for these events. */
  readonly subjects: number;
}

/**
 * The events whose index does not say what they say. An event that is whole but cannot be found by its customer is as good
 * as removed, so the columns and rows that questions go by are compared with the text that was hashed.
 */
export async function misindexedAmong(
  store: Kysely<AuditTables>,
  writer: string,
  first: number,
  last: number,
): Promise<Misindexed> {
  const rows = await store
    .selectFrom("audit_event")
    .selectAll()
    .where("writer", "=", writer)
    .where("sequence", ">=", first)
    .where("sequence", "<=", last)
    .orderBy("sequence")
    .execute();
  const events = rows.map((row) => ({ row, event: toEvent(row.canonical) }));
  const found = await foundSubjects(
    store,
    events.flatMap(({ row, event }) =>
      (event === null ? [] : indexOf(event).subjects).map(
        ({ customerId, shape }) => [customerId, row.position, shape] as const,
      ),
    ),
  );
  const shapes = new ShapeCheck(store);
  const wrong: number[] = [];
  let subjects = 0;
  for (const { row, event } of events) {
    const index = event === null ? null : indexOf(event);
    subjects += index?.subjects.length ?? 0;
    const isRight =
      event !== null &&
      index !== null &&
      isSameRow(row, event, index.outside) &&
      index.subjects.every((each) =>
        found.has(`${each.customerId} ${row.position} ${each.shape} ${event.at} ${each.outside} ${row.period}`),
      ) &&
      (await shapes.areRight(index.shapes));
    if (!isRight) wrong.push(row.sequence);
  }
  return { wrong, subjects };
}

type Row = Omit<AuditTables["audit_event"], "position" | "tx">;

function isSameRow(row: Row, event: AuditEvent, outside: 0 | 1): boolean {
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

/** The rows of these keys that are there, each as one line. */
async function foundSubjects(
  store: Kysely<AuditTables>,
  keys: readonly (readonly [customerId: string, position: number, shape: string])[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const wanted = keys
      .slice(at, at + KEYS_AT_ONCE)
      .map(([id, position, shape]) => sql`(cast(${position} as bigint), ${id}, ${shape})`);
    const rows = await store
      .selectFrom("audit_subject")
      .selectAll()
      .where(sql<boolean>`(position, customer_id, shape) in (values ${sql.join(wanted)})`)
      .execute();
    for (const row of rows)
      found.add(`${row.customer_id} ${row.position} ${row.shape} ${row.at} ${row.outside} ${row.period}`);
  }
  return found;
}

/** Three parameters each, of which a statement takes some thousands. */
const KEYS_AT_ONCE = 500;

/** Looks each list of fields up once. */
class ShapeCheck {
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(private readonly store: Kysely<AuditTables>) {}

  async areRight(shapes: ReturnType<typeof indexOf>["shapes"]): Promise<boolean> {
    for (const each of shapes) {
      let known = this.#known.get(each.shape);
      if (known === undefined) this.#known.set(each.shape, (known = this.#compare(each)));
      if (!(await known)) return false;
    }
    return true;
  }

  async #compare({ shape, fields }: ReturnType<typeof indexOf>["shapes"][number]): Promise<boolean> {
    const rows = await this.store.selectFrom("audit_shape").selectAll().where("shape", "=", shape).execute();
    const stated = rows.map((row) => `${row.class} ${row.outcome} ${row.path}`).sort();
    const meant = fields
      .flatMap((group) => group.paths.map((path) => `${group.class} ${group.outcome} ${path}`))
      .sort();
    return stated.join("\n") === meant.join("\n");
  }
}
