import { isCustomerId } from "../../domain/customer-id.js";
import type { Instant } from "../../domain/instant.js";
import { AuditRejected } from "../audit-error.js";
import type { AuditActor, AuditDetail, AuditEvent, DraftEvent } from "./audit-event.js";
import { shortText } from "./short-text.js";
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

/**
 * Gives a draft its place and its one form. What could carry a customer's value is checked or cut here, whoever made the
 * draft: ids must be ours, paths must be names, and digits in the name that a caller gave his operation are taken out.
 * At every level members stand in the order of their names, so that `eventText` is RFC 8785's text. Throws AuditRejected.
 */
export function toEvent(draft: DraftEvent, place: EventPlace): AuditEvent {
  if (!HASH.test(draft.operationHash)) throw new AuditRejected("operationHash");
  if (!draft.errors.every((code) => CODE.test(code))) throw new AuditRejected("errors");
  return {
    action: draft.action,
    actor: toActor(draft.actor),
    at: place.at,
    channel: shortText(draft.channel),
    clientId: shortText(draft.clientId),
    decision: draft.decision,
    detail: toDetail(draft.detail),
    durationMs: whole(draft.durationMs, "durationMs"),
    errors: [...draft.errors],
    grantId: draft.grantId === null ? null : shortText(draft.grantId),
    id: place.id,
    operationHash: draft.operationHash,
    operationName: draft.operationName === null ? null : withoutNumbers(draft.operationName),
    otherFields: draft.otherFields === undefined ? [] : toFieldGroups(draft.otherFields),
    policyVersion: shortText(draft.policyVersion),
    purpose: shortText(draft.purpose),
    resultCount: draft.resultCount === null ? null : whole(draft.resultCount, "resultCount"),
    sequence: place.sequence,
    sources: draft.sources.map(({ source, state, ageSeconds }) => ({
      ageSeconds: ageSeconds === null ? null : whole(ageSeconds, "ageSeconds"),
      source: shortText(source),
      state: shortText(state),
    })),
    subjects: toSubjectGroups(draft.subjects),
    writer: place.writer,
  };
}

/**
 * The canonical text of what `toEvent` has made, for which the order of its members and whole characters have been seen
 * to: `canonicalJson` gives the same of it, and takes ten times as long.
 */
export function eventText(event: AuditEvent): string {
  return JSON.stringify(event);
}

function toActor(actor: AuditActor): AuditActor {
  return {
    actingFor: actor.actingFor === null ? null : toSubject(actor.actingFor, "actor.actingFor"),
    orgUnit: actor.orgUnit === null ? null : shortText(actor.orgUnit),
    role: shortText(actor.role),
    roles: actor.roles.map(shortText),
    subject: toSubject(actor.subject, "actor.subject"),
  };
}

function toSubject(text: string, where: string): string {
  const [, family, name = ""] = ACTOR.exec(text) ?? [];
  if (family === undefined || (family === "customer" && !isCustomerId(name))) throw new AuditRejected(where);
  return text;
}

function toDetail(detail: AuditDetail): AuditDetail {
  const names = Object.keys(detail).sort();
  if (names.length > MOST_DETAILS) throw new AuditRejected("detail");
  return Object.fromEntries(
    names.map((key) => {
      const value = detail[key] ?? null;
      if (!DETAIL_KEY.test(key)) throw new AuditRejected("detail");
      if (typeof value === "number") return [key, whole(value, "detail")];
      return [key, typeof value === "string" ? shortText(value) : value];
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

function withoutNumbers(name: string): string {
  return shortText(name).replaceAll(/\d{4,}/gu, "#");
}
