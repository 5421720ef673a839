import { sql, type ExpressionBuilder, type Kysely, type SelectQueryBuilder } from "kysely";
import type { AuditFilter, EventPosition } from "./audit-filter.js";
import type { AuditTables } from "./audit-tables.js";

/** The events that a filter asks for, as a query to be counted or read page by page. */
export function matching(
  store: Kysely<AuditTables>,
  filter: AuditFilter,
): SelectQueryBuilder<AuditTables, "audit_event", object> {
  const { customerId, actor, purpose, actions, decisions, grantId, outsidePortfolio } = filter;
  let query = store
    .selectFrom("audit_event")
    .where("audit_event.at", ">=", filter.from)
    .where("audit_event.at", "<", filter.to)
    .where("audit_event.period", ">=", monthOf(filter.from));
  if (actor !== undefined) query = query.where("actor", "=", actor);
  if (purpose !== undefined) query = query.where("purpose", "=", purpose);
  if (actions !== undefined) query = query.where("action", "in", actions);
  if (decisions !== undefined) query = query.where("decision", "in", decisions);
  if (grantId !== undefined) query = query.where("grant_id", "=", grantId);
  // One customer's events are few: they are found first. A field alone is looked for in each event that fits otherwise.
  if (customerId !== undefined) {
    const subjects = partsOf(store, filter).where("customer_id", "=", customerId).select("audit_subject.position");
    return query.where("position", "in", subjects);
  }
  if (asksForField(filter)) {
    return query.where((eb) =>
      eb.exists(
        partsOf(store, filter)
          .where(sql<boolean>`audit_subject.position = audit_event.position`)
          .select(sql<number>`1`.as("one")),
      ),
    );
  }
  if (outsidePortfolio !== undefined) query = query.where("outside", "=", outsidePortfolio ? 1 : 0);
  return query;
}

/** What stands behind a position in a list that begins with the newest. */
export function olderThan({ at, position }: EventPosition) {
  return (eb: ExpressionBuilder<AuditTables, "audit_event">) =>
    eb.or([eb("at", "<", at), eb.and([eb("at", "=", at), eb("position", "<", position)])]);
}

/** The same in a list that begins with the oldest. */
export function newerThan({ at, position }: EventPosition) {
  return (eb: ExpressionBuilder<AuditTables, "audit_event">) =>
    eb.or([eb("at", ">", at), eb.and([eb("at", "=", at), eb("position", ">", position)])]);
}

/** Compound statements take five hundred parts. */
const SHAPES_AT_ONCE = 200;

/**
 * Where a question names a field and nothing else, the newest events of each list of fields that has it, as positions: so
 * many per list as the page takes, however long the trail. Null for every other question.
 */
export async function newestOfShapes(
  store: Kysely<AuditTables>,
  filter: AuditFilter,
  { first, before }: { readonly first: number; readonly before: EventPosition | null },
): Promise<readonly number[] | null> {
  const { customerId, actor, purpose, actions, decisions, grantId, outsidePortfolio } = filter;
  const more = [customerId, actor, purpose, actions, decisions, grantId, outsidePortfolio];
  if (!asksForField(filter) || more.some((each) => each !== undefined)) return null;
  const shapes = await shapesOf(store, filter).distinct().execute();
  const found: EventPosition[] = [];
  for (let from = 0; from < shapes.length; from += SHAPES_AT_ONCE) {
    const [head, ...rest] = shapes
      .slice(from, from + SHAPES_AT_ONCE)
      .map(({ shape }) => store.selectFrom(newestOf(store, shape, filter, first, before).as("newest")).selectAll());
    if (head === undefined) continue;
    found.push(...(await rest.reduce((all, each) => all.unionAll(each), head).execute()));
  }
  found.sort((left, right) => right.at - left.at || right.position - left.position);
  return [...new Set(found.map(({ position }) => position))].slice(0, first);
}

function newestOf(
  store: Kysely<AuditTables>,
  shape: string,
  filter: AuditFilter,
  first: number,
  before: EventPosition | null,
) {
  const to = before === null ? filter.to : Math.min(filter.to, before.at + 1);
  let query = store
    .selectFrom("audit_subject")
    .select(["at", "position"])
    .distinct()
    .where("shape", "=", shape)
    .where("at", ">=", filter.from)
    .where("at", "<", to)
    .where("period", ">=", monthOf(filter.from));
  if (before !== null)
    query = query.where((eb) =>
      eb.or([eb("at", "<", before.at), eb.and([eb("at", "=", before.at), eb("position", "<", before.position)])]),
    );
  return query.orderBy("at", "desc").orderBy("position", "desc").limit(first);
}

/** An event is kept with the month of its own time or a later one, so months before need not be looked at. */
function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

function asksForField({ path, classes, outcomes }: AuditFilter): boolean {
  return path !== undefined || classes !== undefined || outcomes !== undefined;
}

/** The parts of events that a filter fits: being outside the portfolio, and the field, must hold of the same part. */
function partsOf(store: Kysely<AuditTables>, filter: AuditFilter) {
  let query = store
    .selectFrom("audit_subject")
    .where("audit_subject.at", ">=", filter.from)
    .where("audit_subject.at", "<", filter.to)
    .where("audit_subject.period", ">=", monthOf(filter.from));
  if (filter.outsidePortfolio !== undefined)
    query = query.where("audit_subject.outside", "=", filter.outsidePortfolio ? 1 : 0);
  return asksForField(filter) ? query.where("audit_subject.shape", "in", shapesOf(store, filter)) : query;
}

/** The lists of fields that hold what is asked for: path, class and outcome of one and the same field. */
function shapesOf(store: Kysely<AuditTables>, { path, classes, outcomes }: AuditFilter) {
  let shapes = store.selectFrom("audit_shape").select("audit_shape.shape");
  if (path !== undefined) shapes = shapes.where("path", "=", path);
  if (classes !== undefined) shapes = shapes.where("class", "in", classes);
  if (outcomes !== undefined) shapes = shapes.where("outcome", "in", outcomes);
  return shapes;
}
