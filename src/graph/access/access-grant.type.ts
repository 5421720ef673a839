import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { grantState } from "../../access/grants/grant-state.rule.js";
import { eventOf, type Grant, type GrantState as State } from "../../access/grants/grant.js";
import type { Purpose as StatedPurpose } from "../../access/vocabulary.js";
import type { Instant } from "../../domain/instant.js";
import { GrantState, Purpose } from "../enums.js";
import { toGlobalId } from "../global-id.js";
import { Node } from "../node.type.js";
import { DateTime } from "../scalars.js";

@Directive('@key(fields: "id")')
@Directive("@public")
@ObjectType({
  implements: Node,
  description:
    "Access to single fields of one customer, asked for by one member of staff, for one purpose, until a moment. Seen by whoever asked, by those who decide and by auditors.",
})
export class AccessGrant extends Node {
  @Field(() => ID, {
    description: "The customer that it was asked for; his own field is null for who does not reach him.",
  })
  subjectId!: string;

  @Field(() => [String], { description: "As the requester named them." })
  fields!: readonly string[];

  @Field(() => Purpose, { description: "It counts for this purpose and no other." })
  purpose!: StatedPurpose;

  @Field(() => String)
  reason!: string;

  @Field(() => String, { nullable: true })
  ticket!: string | null;

  @Field(() => GrantState)
  state!: State;

  @Field(() => Boolean)
  emergency!: boolean;

  @Field(() => Int, { description: "How long it was asked for; it runs from the decision." })
  minutes!: number;

  @Field(() => DateTime)
  requestedAt!: Instant;

  @Field(() => DateTime, { nullable: true })
  decidedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "When it ends by the clock; null while it has not begun." })
  expiresAt!: Instant | null;

  @Field(() => DateTime, { nullable: true })
  revokedAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "Of emergency access: until when somebody else must review it.",
  })
  reviewDueAt!: Instant | null;

  @Field(() => DateTime, { nullable: true })
  reviewedAt!: Instant | null;

  @Field(() => Boolean, { nullable: true, description: "What the review found; null before it." })
  justified!: boolean | null;

  @Field(() => [String], { description: "What was said at the decision, the revocation and the review, in order." })
  comments!: readonly string[];

  @Field(() => Int, { description: "Operations in which it opened something." })
  usageCount!: number;

  /** What the resolvers read further on. No field of the graph. */
  grant!: Grant;
}

/** A grant as it stands at a moment. */
export function toAccessGrant(grant: Grant, now: Instant): AccessGrant {
  const { request, events, usageCount } = grant;
  const { id, customerId, fields, purpose, reason, ticket, emergency, minutes, requestedAt } = request;
  const opened = eventOf(grant, "OPENED");
  const reviewed = eventOf(grant, "REVIEWED");
  return Object.assign(new AccessGrant(), {
    id: toGlobalId("AccessGrant", id),
    subjectId: toGlobalId("Customer", customerId),
    fields: fields.map(({ path }) => path),
    purpose,
    reason,
    ticket,
    emergency,
    minutes,
    requestedAt,
    usageCount,
    grant,
    state: grantState(grant, now),
    decidedAt: decisionOn(grant)?.at ?? null,
    expiresAt: opened?.expiresAt ?? null,
    revokedAt: eventOf(grant, "REVOKED")?.at ?? null,
    reviewDueAt: opened?.reviewDueAt ?? null,
    reviewedAt: reviewed?.at ?? null,
    justified: reviewed?.justified ?? null,
    comments: events.flatMap(({ comment }) => (comment === null ? [] : [comment])),
  });
}

/** The event by which somebody else decided; null for an emergency, which nobody decides on. */
export function decisionOn(grant: Grant) {
  if (grant.request.emergency) return null;
  return eventOf(grant, "OPENED") ?? eventOf(grant, "REJECTED");
}
