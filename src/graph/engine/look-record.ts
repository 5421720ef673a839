import { Kind, type DocumentNode, type GraphQLFormattedError, type OperationDefinitionNode } from "graphql";
import type {
  AuditAction,
  AuditDecision,
  AuditedField,
  AuditedSubject,
  DraftEvent,
} from "../../audit/event/audit-event.js";
import type { RequestContext } from "../context.js";
import type { AnswerTrail, FieldSeen } from "./answer-trail.js";
import { operationSignature, shownName } from "./operation-signature.js";

/** What is known of one operation when its answer is ready. */
export interface AnsweredOperation {
  /** Undefined where the request held no operation that could be read. */
  readonly document: DocumentNode | undefined;
  readonly operation: OperationDefinitionNode | undefined;
  readonly errors: readonly GraphQLFormattedError[];
  readonly trail: AnswerTrail;
  readonly tookMs: number;
}

/** The one event that an operation leaves: who looked at whom, why, by which rule, and what became of every field. */
export function toLookRecord(context: RequestContext, answered: AnsweredOperation): DraftEvent {
  const { session, caller } = context;
  const { document, operation, errors, trail, tookMs } = answered;
  const subjects = subjectsOf(context, trail);
  const grants = new Set([...trail.seen.keys()].flatMap((decision) => [...(decision?.granted.values() ?? [])]));
  return {
    actor: {
      subject: caller.staffId === null ? `customer:${session.ownId ?? "unknown"}` : `staff:${caller.staffId}`,
      role: caller.roles[0] ?? "NONE",
      roles: caller.roles,
      orgUnit: caller.orgUnit,
      actingFor: null,
    },
    channel: caller.channel,
    clientId: caller.clientId,
    purpose: caller.purpose,
    action: actionOf(operation, grants.size > 0),
    decision: decisionOf(subjects, trail.seen.get(null) ?? [], errors),
    operationName: shownName(operation?.name?.value),
    operationHash: document === undefined ? NO_OPERATION : operationSignature(document),
    policyVersion: session.policyVersion,
    grantId: [...grants].sort().join(" ") || null,
    sources: session.sources.asked().map(({ source, state, ageSeconds }) => ({ source, state, ageSeconds })),
    durationMs: Math.round(tookMs),
    resultCount: subjects.filter(({ level }) => level !== "NONE").length,
    errors: [...new Set(errors.map(({ extensions }) => String(extensions?.["code"] ?? "UNKNOWN")))].sort(),
    detail: {},
    subjects,
  };
}

const LOOKS: ReadonlySet<AuditAction> = new Set(["READ", "SEARCH"]);
const NO_OPERATION = "0".repeat(64);

/** Everybody about whom was decided, also those of whom nothing was shown. */
function subjectsOf({ session, caller }: RequestContext, { seen }: AnswerTrail): readonly AuditedSubject[] {
  return session.trail.map((decision): AuditedSubject => {
    const { customerId, basis, level, terms } = decision;
    const facts = session.factsOf(decision);
    const isOwn = facts !== undefined && (facts.relations.has("PRIMARY_MANAGER") || facts.relations.has("TEAM"));
    return {
      customerId,
      basis,
      level,
      outsidePortfolio: caller.staffId !== null && !isOwn,
      watched: facts?.customer.confidentiality === "VIP" || facts?.customer.confidentiality === "STAFF",
      policies: terms.policies,
      fields: fieldsOf(seen.get(decision) ?? []),
    };
  });
}

function fieldsOf(seen: readonly FieldSeen[]): readonly AuditedField[] {
  return seen.flatMap(({ leaf, outcomes }) =>
    outcomes.map((outcome) => ({ path: leaf.path, class: leaf.class, outcome })),
  );
}

/** Root fields that look somebody up, rather than open somebody who is known. */
const SEARCHES: ReadonlySet<string> = new Set(["customersByIdentifier", "customers", "searchCustomers"]);

function actionOf(operation: OperationDefinitionNode | undefined, usesGrant: boolean): AuditAction {
  if (usesGrant) return "UNMASK";
  const roots = operation?.selectionSet.selections ?? [];
  const isSearch = roots.some((each) => each.kind === Kind.FIELD && SEARCHES.has(each.name.value));
  return isSearch ? "SEARCH" : "READ";
}

const DENIALS: ReadonlySet<string> = new Set(["ACCESS_DENIED", "CUSTOMER_NOT_REACHABLE"]);

/** Allowed where nothing was denied, denied where nothing else came of it, else partial. */
function decisionOf(
  subjects: readonly AuditedSubject[],
  unowned: readonly FieldSeen[],
  errors: readonly GraphQLFormattedError[],
): AuditDecision {
  const isRefused =
    errors.some(({ extensions }) => DENIALS.has(String(extensions?.["code"]))) ||
    unowned.some(({ outcomes }) => outcomes.includes("DENIED")) ||
    subjects.some(({ level, fields }) => level === "NONE" || fields.some(({ outcome }) => outcome === "DENIED"));
  if (!isRefused) return "ALLOWED";
  const isShown = subjects.some(
    ({ level, fields }) =>
      level !== "NONE" && (fields.length === 0 || fields.some(({ outcome }) => outcome !== "DENIED")),
  );
  return isShown ? "PARTIAL" : "DENIED";
}

/** The highest class of value that an operation asked for; of mutations nothing is taken lightly. */
export function dataShown({ subjects, action }: DraftEvent): "nothing" | "C1" | "C2" {
  const classes = new Set(subjects.flatMap(({ fields }) => fields.map((field) => field.class)));
  if (classes.has("C2") || !LOOKS.has(action)) return "C2";
  return classes.has("C1") || subjects.length > 0 ? "C1" : "nothing";
}
