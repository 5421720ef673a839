import { Directive, Field, ObjectType } from "type-graphql";
import { CHANNELS, PURPOSES, type Channel as Through, type Purpose as For } from "../../access/vocabulary.js";
import type { AuditAction as Action } from "../../audit/event/audit-event.js";
import type { StoredEvent } from "../../audit/store/audit-filter.js";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Instant } from "../../domain/instant.js";
import { AuditAction, Channel, Purpose } from "../enums.js";
import { DateTime } from "../scalars.js";
import { connectionOf, edgeOf } from "../shared/connection.js";
import { AuditEvent, toAuditEvent } from "./audit-event.type.js";
import { AuditedField } from "./audited-field.type.js";

@Directive("@public")
@ObjectType({ description: "That somebody looked at the customer: in which role and why, never who." })
export class AccessLogEntry {
  @Field(() => DateTime)
  at!: Instant;

  @Field(() => String)
  actorRole!: string;

  @Field(() => Channel, { nullable: true })
  channel!: Through | null;

  @Field(() => Purpose, { nullable: true })
  purpose!: For | null;

  @Field(() => AuditAction)
  action!: Action;

  @Field(() => [AuditedField], { description: "What became of each field of this customer." })
  fields!: AuditedField[];

  @Field(() => AuditEvent, { nullable: true, description: "The whole event, for auditors; null for everybody else." })
  event!: AuditEvent | null;
}

@Directive("@public")
@ObjectType()
export class AccessLogEdge extends edgeOf(() => AccessLogEntry) {}

@Directive("@public")
@ObjectType()
export class AccessLogConnection extends connectionOf(() => AccessLogEdge) {}

export function toAccessLogEntry(stored: StoredEvent, about: CustomerId, isAuditor: boolean): AccessLogEntry {
  const { fields, ...event } = toAuditEvent(stored, about);
  const { actor, channel, purpose, action, at } = stored.event;
  return Object.assign(new AccessLogEntry(), {
    at,
    actorRole: actor.role,
    channel: CHANNELS.find((each) => each === channel) ?? null,
    purpose: PURPOSES.find((each) => each === purpose) ?? null,
    action,
    fields,
    event: isAuditor ? Object.assign(new AuditEvent(), event, { fields }) : null,
  });
}
