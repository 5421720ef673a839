import { Directive, Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { Anomaly } from "../../audit/anomaly/anomaly-rule.js";
import type { Instant } from "../../domain/instant.js";
import { toGlobalId } from "../global-id.js";
import { DateTime } from "../scalars.js";

@Directive("@public")
@ObjectType()
export class AnomalyFactor {
  @Field(() => String)
  name!: string;

  @Field(() => Float)
  value!: number;
}

@Directive("@public")
@ObjectType()
export class AnomalyExplanation {
  @Field(() => String)
  summary!: string;

  @Field(() => [AnomalyFactor])
  factors!: AnomalyFactor[];
}

@Directive("@public")
@ObjectType({ description: "How far beyond the usual, and why." })
export class AnomalyScore {
  @Field(() => Float, { description: "0 to 1." })
  value!: number;

  @Field(() => AnomalyExplanation)
  explanation!: AnomalyExplanation;
}

@Directive("@public")
@ObjectType({
  description: "What a rule over the record points at. It accuses nobody: it says what somebody should look at.",
})
export class AccessAnomaly {
  @Field(() => String)
  rule!: string;

  @Field(() => AnomalyScore)
  score!: AnomalyScore;

  @Field(() => ID, { nullable: true, description: "Who acted, as the record names him; null where it was many." })
  actorId!: string | null;

  @Field(() => ID, { nullable: true, description: "The customer, where the rule is about one." })
  subjectId!: string | null;

  @Field(() => DateTime, { description: "When the last of the events happened." })
  at!: Instant;

  @Field(() => Int, { description: "How many events there are; the first hundred of them are in `events`." })
  count!: number;

  /** Ids of events. No field of the graph. */
  eventIds!: readonly string[];
}

export function toAccessAnomaly(anomaly: Anomaly): AccessAnomaly {
  const { rule, score, actor, customerId, at, count, events, explanation, factors } = anomaly;
  return Object.assign(new AccessAnomaly(), {
    rule,
    at,
    count,
    actorId: actor,
    subjectId: customerId === null ? null : toGlobalId("Customer", customerId),
    eventIds: events,
    score: Object.assign(new AnomalyScore(), {
      value: score,
      explanation: Object.assign(new AnomalyExplanation(), {
        summary: explanation,
        factors: factors.map((each) => Object.assign(new AnomalyFactor(), each)),
      }),
    }),
  });
}
