import { isCustomerId } from "../../domain/customer-id.js";
import type { Instant } from "../../domain/instant.js";
import { AuditRejected } from "../audit-error.js";
import type { AuditActor, AuditDetail, AuditEvent, DraftEvent } from "./audit-event.js";
import { toFieldGroups, toSubjectGroups } from "./subject-groups.js";

export interface EventPlace {
  readonly id: string;
  readonly at: Instant;
  readonly writer: string;
  readonly sequence: number;
}

const HASH = /^[0-9a-f]{64}$/;
const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;
const ACTOR = /^(staff|customer|system):([\w.-]{1,64})$/;
const DETAIL_KEY = /^[A-Za-z]\w{0,40}$/;
const MOST_DETAILS = 24;
const MOST_TEXT = 200;

/**
 * Gives a draft its place and its one form. What could carry a customer's value is checked or cut here, whoever made the
 * draft: ids must be ours, paths must be names, and digits in the name that a caller gave his operation are taken out.
 * Throws AuditRejected.
 */
export function toEvent(draft: DraftEvent, place: EventPlace): AuditEvent {
  if (!HASH.test(draft.operationHash)) throw new AuditRejected("operationHash");
  if (!draft.errors.every((code) => CODE.test(code))) throw new AuditRejected("errors");
  return {
    id: place.id,
    at: place.at,
    writer: place.writer,
    sequence: place.sequence,
    actor: toActor(draft.actor),
    channel: short(draft.channel),
    clientId: short(draft.clientId),
    purpose: short(draft.purpose),
    action: draft.action,
    decision: draft.decision,
    operationName: draft.operationName === null ? null : withoutNumbers(draft.operationName),
    operationHash: draft.operationHash,
    subjects: toSubjectGroups(draft.subjects),
    otherFields: toFieldGroups(draft.otherFields ?? []),
    policyVersion: short(draft.policyVersion),
    grantId: draft.grantId === null ? null : short(draft.grantId),
    sources: draft.sources.map(({ source, state, ageSeconds }) => ({
      source: short(source),
      state: short(state),
      ageSeconds: ageSeconds === null ? null : whole(ageSeconds, "ageSeconds"),
    })),
    durationMs: whole(draft.durationMs, "durationMs"),
    resultCount: draft.resultCount === null ? null : whole(draft.resultCount, "resultCount"),
    errors: [...draft.errors],
    detail: toDetail(draft.detail),
  };
}

function toActor(actor: AuditActor): AuditActor {
  return {
    subject: toSubject(actor.subject, "actor.subject"),
    role: short(actor.role),
    roles: actor.roles.map(short),
    orgUnit: actor.orgUnit === null ? null : short(actor.orgUnit),
    actingFor: actor.actingFor === null ? null : toSubject(actor.actingFor, "actor.actingFor"),
  };
}

function toSubject(text: string, where: string): string {
  const [, family, name = ""] = ACTOR.exec(text) ?? [];
  if (family === undefined || (family === "customer" && !isCustomerId(name))) throw new AuditRejected(where);
  return text;
}

function toDetail(detail: AuditDetail): AuditDetail {
  const entries = Object.entries(detail);
  if (entries.length > MOST_DETAILS) throw new AuditRejected("detail");
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (!DETAIL_KEY.test(key)) throw new AuditRejected("detail");
      if (typeof value === "number") return [key, whole(value, "detail")];
      return [key, typeof value === "string" ? short(value) : value];
    }),
  );
}

/** A verifier in another language must print the same number, so there are no fractions. */
function whole(value: number, where: string): number {
  const rounded = Math.round(value);
  if (!Number.isSafeInteger(rounded)) throw new AuditRejected(where);
  // Minus zero prints as zero, and would be another value than the one that is read back.
  return rounded === 0 ? 0 : rounded;
}

/** Names that a token or a request brought: never so long that they fill the trail, never half a character. */
function short(text: string): string {
  return text.slice(0, MOST_TEXT).toWellFormed();
}

function withoutNumbers(name: string): string {
  return short(name).replaceAll(/\d{4,}/gu, "#");
}
