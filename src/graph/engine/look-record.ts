import { Kind, type DocumentNode, type GraphQLFormattedError, type OperationDefinitionNode } from "graphql";
import type {
  AuditAction,
  AuditDecision,
  AuditDetail,
  AuditedField,
  AuditedSubject,
  DraftEvent,
} from "../../audit/event/audit-event.js";
import type { Decision } from "../../access/decision.js";
import type { CustomerId } from "../../domain/customer-id.js";
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
export async function toLookRecord(context: RequestContext, answered: AnsweredOperation): Promise<DraftEvent> {
  const { session, caller, acts } = context;
  const { document, operation, errors, trail, tookMs } = answered;
  const subjects = subjectsOf(context, trail);
  return {
    actor: {
      // A customer by our own id, never by his number.
      subject: caller.staffId === null ? `customer:${await session.ownId()}` : `staff:${caller.staffId}`,
      role: caller.roles[0] ?? "NONE",
      roles: caller.roles,
      orgUnit: caller.orgUnit,
      actingFor: null,
    },
    channel: caller.channel,
    clientId: caller.clientId,
    purpose: caller.purpose,
    action: acts[0]?.action ?? actionOf(operation, trail.grants.size > 0),
    decision: decisionOf(subjects, trail.seen.get(null) ?? [], errors),
    operationName: shownName(operation?.name?.value),
    operationHash: document === undefined ? NO_OPERATION : operationSignature(document),
    policyVersion: session.policyVersion,
    grantId: [...trail.grants].sort().join(" ") || null,
    sources: session.sources.asked().map(({ source, state, ageSeconds }) => ({ source, state, ageSeconds })),
    durationMs: Math.round(tookMs),
    resultCount: subjects.filter(({ level }) => level !== "NONE").length,
    errors: [...new Set(errors.map(codeOf))].sort(),
    detail: Object.assign({}, ...acts.map(({ detail }) => detail)) as AuditDetail,
    subjects,
  };
}

const LOOKS: ReadonlySet<AuditAction> = new Set(["READ", "SEARCH"]);
const NO_OPERATION = "0".repeat(64);

/** Everybody about whom was decided, also those of whom nothing was shown, and whom an act concerns. */
function subjectsOf({ session, caller, acts }: RequestContext, { seen }: AnswerTrail): readonly AuditedSubject[] {
  const known = new Set(session.trail.map(({ customerId }) => customerId));
  const concerned = acts.flatMap(({ customerId }) =>
    customerId === null || known.has(customerId) ? [] : [customerId],
  );
  return [...session.trail.map(seenOf), ...concerned.map(concernedBy)];

  function seenOf(decision: Decision): AuditedSubject {
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
  }
}

/** Somebody of whom nothing was looked at, though something was done about him. */
function concernedBy(customerId: CustomerId): AuditedSubject {
  return {
    customerId,
    basis: "CONCERNED",
    level: "NONE",
    outsidePortfolio: false,
    watched: false,
    policies: [],
    fields: [],
  };
}

function codeOf({ extensions }: GraphQLFormattedError): string {
  const code = extensions?.["code"];
  return typeof code === "string" ? code : "UNKNOWN";
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
    errors.some((error) => DENIALS.has(codeOf(error))) ||
    unowned.some(({ outcomes }) => outcomes.includes("DENIED")) ||
    subjects.some(
      ({ basis, level, fields }) =>
        (level === "NONE" && basis !== "CONCERNED") || fields.some(({ outcome }) => outcome === "DENIED"),
    );
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
