import { Directive, Field, Float, ID, ObjectType } from "type-graphql";
import type { Instant } from "../../domain/instant.js";
import type { HistoryEntry, PossibleDuplicate as Duplicate } from "../../identity/resolution.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import { Customer } from "../customer/customer.type.js";
import { Judgement, ResolutionEventKind } from "../enums.js";
import { toGlobalId } from "../global-id.js";
import { DateTime } from "../scalars.js";

@Directive("@public")
@ObjectType({ description: "What made one customer of several records, or several of one." })
export class ResolutionEvent {
  @Field(() => ID)
  eventId!: string;

  @Field(() => ResolutionEventKind)
  kind!: "MERGE" | "SPLIT" | "JUDGEMENT" | "UNDO";

  @Field(() => DateTime)
  at!: Instant;

  @Field(() => String, { description: "A member of staff, or `rule`." })
  decidedBy!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => [ID], { description: "The customers that records left." })
  from!: readonly string[];

  @Field(() => [ID], { description: "The customers that they came to." })
  to!: readonly string[];

  @Field(() => ID, { nullable: true })
  undoes!: string | null;

  @Field(() => ID, { nullable: true, description: "Null while it stands." })
  undoneBy!: string | null;
}

@Directive("@public")
@ObjectType({ description: "Another customer in reach who may be the same, and why it is in doubt." })
export class PossibleDuplicate {
  @Field(() => Customer)
  customer!: Customer;

  @Field(() => ID, { description: "To be handed back with a judgement: nobody overwrites what he has not seen." })
  judgementId!: string;

  @Field(() => Judgement)
  decision!: "UNSURE" | "NEGATIVE";

  @Field(() => Float, { nullable: true })
  score!: number | null;

  @Field(() => [String], { description: "The kinds of value that agreed; never the values." })
  matchedOn!: readonly string[];

  @Field(() => [String])
  against!: readonly string[];

  @Field(() => String)
  rule!: string;

  @Field(() => String)
  decidedBy!: string;

  @Field(() => DateTime)
  decidedAt!: Instant;
}

@Directive("@public")
@ObjectType({ description: "Another customer in reach who is somebody else, and may belong to this one." })
export class PossibleRelation {
  @Field(() => Customer)
  customer!: Customer;

  @Field(() => [String], { description: "The kinds of number that both have; never the numbers." })
  matchedOn!: readonly string[];

  @Field(() => [String], { description: "The kinds of value that tell them apart." })
  against!: readonly string[];
}

@Directive("@public")
@ObjectType({ description: "How this customer has come to be one." })
export class CustomerResolution {
  @Field(() => ID)
  canonicalId!: string;

  @Field(() => [ID], { description: "Ids that answer with this customer now." })
  previousIds!: readonly string[];

  @Field(() => [ResolutionEvent])
  history!: readonly ResolutionEvent[];

  @Field(() => [PossibleDuplicate], { description: "Those whom the caller reaches." })
  possibleDuplicates!: readonly PossibleDuplicate[];

  /** Whose it is; no field of the graph. */
  profile!: CustomerProfile;
}

export function toResolutionEvent({ event, by, from, to, undoes, undoneBy, ...entry }: HistoryEntry): ResolutionEvent {
  const idOf = (number: number | null): string | null => (number === null ? null : String(number));
  return Object.assign(new ResolutionEvent(), {
    eventId: String(event),
    kind: entry.kind,
    at: entry.at,
    reason: entry.reason,
    decidedBy: by,
    from: from.map((id) => toGlobalId("Customer", id)),
    to: to.map((id) => toGlobalId("Customer", id)),
    undoes: idOf(undoes),
    undoneBy: idOf(undoneBy),
  });
}

export function toPossibleDuplicate(duplicate: Duplicate, customer: Customer): PossibleDuplicate {
  const { judgement, decision, score, matchedOn, against, rule, by, at } = duplicate;
  return Object.assign(new PossibleDuplicate(), {
    customer,
    judgementId: String(judgement),
    decision,
    score,
    matchedOn,
    against,
    rule,
    decidedBy: by,
    decidedAt: at,
  });
}
