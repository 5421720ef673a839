import { Directive, Field, Float, ID, ObjectType } from "type-graphql";
import type { Instant } from "../../domain/instant.js";
import type { Link } from "../../domain/membership.js";
import { Judgement } from "../enums.js";
import { DateTime } from "../scalars.js";
import { SourceSystem } from "../shared/freshness.type.js";

@Directive("@public")
@ObjectType({ description: "Why a record is taken to be this customer's." })
export class MatchDecision {
  @Field(() => Judgement)
  decision!: "POSITIVE";

  @Field(() => Float, { nullable: true, description: "Null where a rule or a steward decided without one." })
  score!: number | null;

  @Field(() => [String], { description: "The kinds of value that agreed; never the values." })
  matchedOn!: readonly string[];

  @Field(() => [String])
  against!: readonly string[];

  @Field(() => String, { nullable: true })
  rule!: string | null;

  @Field(() => String)
  decidedBy!: string;

  @Field(() => DateTime)
  decidedAt!: Instant;

  @Field(() => ID, { nullable: true, description: "The event that `unmerge` takes back; null where there is none." })
  eventId!: string | null;

  @Field(() => Boolean)
  reversible!: boolean;
}

@Directive("@public")
@ObjectType({ description: "One system's record of this customer." })
export class SourceRecord {
  @Field(() => SourceSystem)
  source!: SourceSystem;

  @Field(() => ID)
  recordId!: string;

  @Field(() => MatchDecision)
  linkedBy!: MatchDecision;
}

export function toSourceRecord(link: Link, source: SourceSystem): SourceRecord {
  const { decision, score, event, matchedOn, against, rule, decidedBy, decidedAt } = link;
  const linkedBy = Object.assign(new MatchDecision(), {
    decision,
    score,
    eventId: event === null ? null : String(event),
    matchedOn,
    against,
    rule,
    decidedBy,
    decidedAt,
    // The first record of a customer is what the others were matched to: there is nothing to take apart.
    reversible: event !== null,
  });
  return Object.assign(new SourceRecord(), { source, recordId: link.recordId, linkedBy });
}
