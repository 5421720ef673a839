import type { DocumentNode, GraphQLFormattedError, OperationDefinitionNode } from "graphql";
import type {
  AuditAction,
  AuditDetail,
  AuditedField,
  AuditedSubject,
  DraftEvent,
} from "../../audit/event/audit-event.js";
import type { Relation } from "../../access/policy/access-facts.js";
import type { Decision } from "../../access/decision.js";
import { viewedText, type ViewedRole } from "../../access/viewed-role.js";
import type { CustomerId } from "../../domain/customer-id.js";
import type { RequestContext } from "../context.js";
import type { AnswerTrail, FieldSeen } from "./answer-trail.js";
import { actionOf } from "./look-action.js";
import { codeOf, decisionOf } from "./look-decision.js";
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
export function toLookRecord(
  context: RequestContext,
  callersId: CustomerId | null,
  answered: AnsweredOperation,
): DraftEvent {
  const { session, caller, acts } = context;
  const { document, operation, errors, trail, tookMs } = answered;
  const subjects = subjectsOf(context, trail);
  const others = othersOf(context, trail);
  return {
    actor: {
      subject: callersId === null ? `staff:${caller.staffId}` : `customer:${callersId}`,
      role: caller.roles[0] ?? "NONE",
      roles: caller.roles,
      orgUnit: caller.orgUnit,
      actingFor: null,
    },
    channel: caller.channel,
    clientId: caller.clientId,
    purpose: caller.purpose,
    action:
      acts[0]?.action ?? actionOf(operation, document, { usesGrant: trail.grants.size > 0, viewAs: caller.viewAs }),
    decision: decisionOf({ operation, hasActed: acts.length > 0, subjects, others, errors }),
    operationName: shownName(operation?.name?.value),
    operationHash: document === undefined ? NO_OPERATION : operationSignature(document),
    policyVersion: session.policyVersion,
    grantId: [...trail.grants].sort().join(" ") || null,
    sources: session.sources.asked().map(({ source, state, ageSeconds }) => ({ source, state, ageSeconds })),
    durationMs: Math.round(tookMs),
    resultCount: subjects.filter(({ level }) => level !== "NONE").length,
    errors: [...new Set(errors.map(codeOf))].sort(),
    detail: togetherOf([...placeOf(caller.viewAs), ...acts.map(({ detail }) => detail)]),
    subjects,
    otherFields: fieldsOf(others),
  };
}

/** Where a single customer was decided about, whatever is nobody's else is his. */
function othersOf({ session }: RequestContext, { seen }: AnswerTrail): readonly FieldSeen[] {
  return session.trail.length === 1 ? [] : (seen.get(null) ?? []);
}

/** In whose place he looked, as he stated it. */
function placeOf(viewAs: ViewedRole | null): readonly AuditDetail[] {
  return viewAs === null ? [] : [{ viewAs: viewedText(viewAs) }];
}

/** What several acts have to say; where they differ, all of it. */
function togetherOf(details: readonly AuditDetail[]): AuditDetail {
  const all: Record<string, AuditDetail[string]> = {};
  for (const [name, value] of details.flatMap((detail) => Object.entries(detail))) {
    const known = all[name];
    all[name] = known === undefined || known === value ? value : `${known} ${value}`;
  }
  return all;
}

const LOOKS: ReadonlySet<AuditAction> = new Set(["READ", "SEARCH"]);
const NOTHING: readonly FieldSeen[] = [];
const NO_OPERATION = "0".repeat(64);

/** Everybody about whom was decided, also those of whom nothing was shown, and whom an act concerns. */
function subjectsOf({ session, caller, acts }: RequestContext, { seen }: AnswerTrail): readonly AuditedSubject[] {
  const known = new Set(session.trail.map(({ customerId }) => customerId));
  const concerned = acts.flatMap(({ customerId }) =>
    customerId === null || known.has(customerId) ? [] : [customerId],
  );
  const isOnly = session.trail.length === 1;
  return [...session.trail.map(seenOf), ...concerned.map(concernedBy)];

  function seenOf(decision: Decision): AuditedSubject {
    const { customerId, basis, level, terms } = decision;
    const facts = session.factsOf(decision);
    const isNear = facts !== undefined && NEAR.some((relation) => facts.relations.has(relation));
    return {
      customerId,
      basis,
      level,
      outsidePortfolio: caller.staffId !== null && !isNear && !WITHOUT_PORTFOLIO.has(caller.purpose),
      watched: facts?.customer.confidentiality === "VIP" || facts?.customer.confidentiality === "STAFF",
      policies: terms.policies,
      fields: fieldsOf(seen.get(decision) ?? NOTHING, isOnly ? seen.get(null) : undefined),
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

/** Whom somebody looks after, and who has come before him of himself: neither is outside of his portfolio. */
const NEAR: readonly Relation[] = [
  "PRIMARY_MANAGER",
  "TEAM",
  "PRESENT_BY_DOCUMENT",
  "IDENTIFIED_BY_NUMBER",
  "COUNTERPARTY",
];
/** Duties for which everybody is as near as anybody. */
const WITHOUT_PORTFOLIO: ReadonlySet<string> = new Set([
  "ANALYTICS",
  "AUDIT",
  "DATA_STEWARDSHIP",
  "DATA_SUBJECT_REQUEST",
]);

/** One list for everybody of whom the same was seen, in this answer and in others of the operation. */
const audited = new WeakMap<readonly FieldSeen[], readonly AuditedField[]>();

function fieldsOf(seen: readonly FieldSeen[], more: readonly FieldSeen[] = NOTHING): readonly AuditedField[] {
  if (more.length > 0) return [...fieldsOf(seen), ...fieldsOf(more)];
  let fields = audited.get(seen);
  if (fields === undefined) {
    fields = seen.flatMap(({ leaf, outcomes }) =>
      outcomes.map((outcome) => ({ path: leaf.path, class: leaf.class, outcome })),
    );
    audited.set(seen, fields);
  }
  return fields;
}

/** The highest class of value that an operation asked for; of mutations nothing is taken lightly. */
export function dataShown({ subjects, otherFields = [], action }: DraftEvent): "nothing" | "C1" | "C2" {
  const isC2 = (field: AuditedField): boolean => field.class === "C2";
  if (!LOOKS.has(action) || otherFields.some(isC2) || subjects.some(({ fields }) => fields.some(isC2))) return "C2";
  return subjects.length > 0 || otherFields.some((field) => field.class === "C1") ? "C1" : "nothing";
}
