import type { Kysely, SelectQueryBuilder } from "kysely";
import type { AuditFilter } from "./audit-filter.js";
import type { AuditTables } from "./audit-tables.js";

/** The events that a filter asks for, as a query to be counted or read page by page. */
export function matching(
  store: Kysely<AuditTables>,
  filter: AuditFilter,
): SelectQueryBuilder<AuditTables, "audit_event", object> {
  let query = store.selectFrom("audit_event").where("at", ">=", filter.from).where("at", "<", filter.to);
  // An event is kept with the month of its own time or a later one, so months before need not be looked at.
  query = query.where("period", ">=", new Date(filter.from).toISOString().slice(0, 7));
  if (filter.actor !== undefined) query = query.where("actor", "=", filter.actor);
  if (filter.purpose !== undefined) query = query.where("purpose", "=", filter.purpose);
  if (filter.action !== undefined) query = query.where("action", "=", filter.action);
  if (filter.decision !== undefined) query = query.where("decision", "=", filter.decision);
  if (filter.grantId !== undefined) query = query.where("grant_id", "=", filter.grantId);
  const subjects = subjectsOf(store, filter);
  if (subjects !== null) return query.where("position", "in", subjects);
  if (filter.outsidePortfolio !== undefined) query = query.where("outside", "=", filter.outsidePortfolio ? 1 : 0);
  return query;
}

/** Where one customer or one field is asked for, both and being outside the portfolio must hold of the same part of the event. */
function subjectsOf(store: Kysely<AuditTables>, filter: AuditFilter) {
  const { customerId, path, class: dataClass, outcome, outsidePortfolio } = filter;
  const asksForField = path !== undefined || dataClass !== undefined || outcome !== undefined;
  if (customerId === undefined && !asksForField) return null;
  let query = store
    .selectFrom("audit_subject")
    .select("audit_subject.position")
    .where("audit_subject.at", ">=", filter.from)
    .where("audit_subject.at", "<", filter.to)
    .where("audit_subject.period", ">=", new Date(filter.from).toISOString().slice(0, 7));
  if (customerId !== undefined) query = query.where("customer_id", "=", customerId);
  if (outsidePortfolio !== undefined) query = query.where("audit_subject.outside", "=", outsidePortfolio ? 1 : 0);
  if (!asksForField) return query;
  let shapes = store.selectFrom("audit_shape").select("audit_shape.shape");
  if (path !== undefined) shapes = shapes.where("path", "=", path);
  if (dataClass !== undefined) shapes = shapes.where("class", "=", dataClass);
  if (outcome !== undefined) shapes = shapes.where("outcome", "=", outcome);
  return query.where("audit_subject.shape", "in", shapes);
}
