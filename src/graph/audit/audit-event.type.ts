import { Directive, Field, Float, ID, Int, ObjectType } from "type-graphql";
import { CHANNELS, PURPOSES, type Channel as Through, type Purpose as For } from "../../access/vocabulary.js";
import type { AuditAction as Action, AuditDecision as Decided } from "../../audit/event/audit-event.js";
import type { StoredEvent } from "../../audit/store/audit-filter.js";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Instant } from "../../domain/instant.js";
import { AuditAction, AuditDecision, Channel, Purpose } from "../enums.js";
import { toGlobalId } from "../global-id.js";
import { Node } from "../node.type.js";
import { DateTime } from "../scalars.js";
import { AuditDetail, AuditedSource, AuditedSubject, toAuditedSubject } from "./audit-event-parts.type.js";
import { AuditedField, toAuditedFields } from "./audited-field.type.js";

@Directive('@key(fields: "id")')
@Directive("@public")
@ObjectType({
  implements: Node,
  description:
    "One operation on record: who, why, by which rule, and what became of every sensitive field. No value of a customer is in it.",
})
export class AuditEvent extends Node {
  @Field(() => DateTime)
  at!: Instant;

  @Field(() => DateTime, { description: "When the store took it, by the store's clock." })
  recordedAt!: Instant;

  @Field(() => String, {
    description: "`staff:<number>`, `customer:<our id>` or `system:<part>`; a name only through `actorStaff`.",
  })
  actor!: string;

  @Field(() => String)
  actorRole!: string;

  @Field(() => [String])
  actorRoles!: readonly string[];

  @Field(() => String, { nullable: true })
  actorUnit!: string | null;

  @Field(() => String, { nullable: true, description: "For whom he acted." })
  onBehalfOf!: string | null;

  @Field(() => Channel, { nullable: true, description: "Null for the gateway itself." })
  channel!: Through | null;

  @Field(() => Purpose, { nullable: true, description: "Null where none was accepted." })
  purpose!: For | null;

  @Field(() => String)
  clientId!: string;

  @Field(() => AuditAction)
  action!: Action;

  @Field(() => AuditDecision)
  decision!: Decided;

  @Field(() => ID, {
    nullable: true,
    description: "Whom it is about: who was asked for, or the only one. `subjects` has all.",
  })
  subject!: string | null;

  @Field(() => [AuditedField], { description: "Of whom was asked for; of all subjects together otherwise." })
  fields!: AuditedField[];

  @Field(() => [AuditedSubject])
  subjects!: AuditedSubject[];

  @Field(() => [AuditedField], {
    description: "What is no subject's: of somebody who was not shown at all, or of nobody.",
  })
  otherFields!: AuditedField[];

  @Field(() => ID, { nullable: true, description: "The grant that opened something; the first of `grantIds`." })
  grantId!: string | null;

  @Field(() => [ID])
  grantIds!: readonly string[];

  @Field(() => String, { nullable: true, description: "As the caller named it, without numbers." })
  operationName!: string | null;

  @Field(() => String, { description: "SHA-256 of the document without its literals." })
  operationHash!: string;

  @Field(() => String)
  policyVersion!: string;

  @Field(() => [AuditedSource])
  sources!: AuditedSource[];

  @Field(() => Float)
  durationMs!: number;

  @Field(() => Int, { nullable: true })
  resultCount!: number | null;

  @Field(() => [String], { description: "The codes of what went wrong." })
  errors!: readonly string[];

  @Field(() => [AuditDetail])
  detail!: AuditDetail[];

  @Field(() => String, { description: "`writer#sequence`: its place in the trail." })
  position!: string;

  @Field(() => String)
  hash!: string;

  /** What the resolvers read further on. No field of the graph. */
  stored!: StoredEvent;
}

/** An event as an auditor sees it; `about` is the customer whom he asked for. */
export function toAuditEvent(stored: StoredEvent, about: CustomerId | null = null): AuditEvent {
  const { event, hash, recordedAt } = stored;
  const { actor, subjects } = event;
  const ids = [...new Set(subjects.flatMap(({ customerIds }) => customerIds))];
  const subject = about ?? (ids.length === 1 ? (ids[0] ?? null) : null);
  const concerned = subjects.filter(({ customerIds }) => about === null || customerIds.includes(about));
  const grantIds = (event.grantId?.split(" ") ?? []).map((id) => toGlobalId("AccessGrant", id));
  return Object.assign(new AuditEvent(), {
    ...event,
    id: toGlobalId("AuditEvent", event.id),
    recordedAt,
    actor: actor.subject,
    actorRole: actor.role,
    actorRoles: actor.roles,
    actorUnit: actor.orgUnit,
    onBehalfOf: actor.actingFor,
    channel: CHANNELS.find((each) => each === event.channel) ?? null,
    purpose: PURPOSES.find((each) => each === event.purpose) ?? null,
    subject: subject === null ? null : toGlobalId("Customer", subject),
    fields: toAuditedFields(concerned.flatMap(({ fields }) => fields)),
    subjects: subjects.map(toAuditedSubject),
    otherFields: toAuditedFields(event.otherFields),
    grantId: grantIds[0] ?? null,
    grantIds,
    sources: event.sources.map((each) => Object.assign(new AuditedSource(), each)),
    detail: Object.entries(event.detail).map(([name, value]) =>
      Object.assign(new AuditDetail(), { name, value: value === null ? null : String(value) }),
    ),
    position: `${event.writer}#${event.sequence}`,
    hash,
    stored,
  });
}
