import { Directive, Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { FreshnessState as State } from "../../domain/freshness.js";
import type { Instant } from "../../domain/instant.js";
import { BudgetAlarm, CircuitState, FreshnessState } from "../enums.js";
import { DateTime } from "../scalars.js";

/** What is told of a source and of each of its parts alike. */
@Directive("@public")
@ObjectType()
abstract class SourceCondition {
  @Field(() => FreshnessState, {
    nullable: true,
    description:
      "UNAVAILABLE while the last call failed; else how old the last answer is by now: FRESH within the source's budget, STALE beyond it, EXPIRED past its longest stale age. Null before the first call.",
  })
  state!: State | null;

  @Field(() => CircuitState, {
    description: "The worst circuit of its operations. OPEN: not asked at present, or asked to be left alone.",
  })
  circuit!: "CLOSED" | "HALF_OPEN" | "OPEN";

  @Field(() => Int, {
    nullable: true,
    description: "95th percentile of the time an answer took in the last minutes, in milliseconds.",
  })
  p95Ms!: number | null;

  @Field(() => Float, { nullable: true, description: "Failed calls over all calls of the last minutes, 0 to 1." })
  errorRate!: number | null;

  @Field(() => DateTime, { nullable: true })
  lastSuccessAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "Since when it has been in its present state." })
  since!: Instant | null;

  @Field(() => String, { nullable: true, description: "A fault code, when the last call failed." })
  message!: string | null;
}

@Directive("@public")
@ObjectType({ description: "One part of a divided source: a region or a branch with a system of its own." })
export class SourcePartStatus extends SourceCondition {
  @Field(() => ID, { description: "As it stands wherever it is missing: `core-banking/ningbo`." })
  id!: string;
}

@Directive("@public")
@ObjectType({ description: "Paid calls of the bank's present day, as this process counted them." })
export class CallBudget {
  @Field(() => Int)
  limit!: number;

  @Field(() => Int)
  used!: number;

  @Field(() => BudgetAlarm)
  alarm!: "NONE" | "NEARLY_SPENT" | "SPENT";
}

@Directive("@public")
@ObjectType({ description: "What became of the questions that this process had, since it began." })
export class SourceCalls {
  @Field(() => Int)
  asked!: number;

  @Field(() => Int, { description: "Requests on the wire for them, retries and second requests included." })
  sent!: number;

  @Field(() => Int)
  retried!: number;

  @Field(() => Int, { description: "Second requests that went out because the first was late." })
  hedged!: number;

  @Field(() => Int, {
    description: "Not sent at all: too little time, circuit open, too many under way, no calls left.",
  })
  refused!: number;
}

@Directive("@public")
@ObjectType({
  description:
    "How a source has been doing lately, as this process saw it. A divided source is as well as its worst part.",
})
export class SourceStatus extends SourceCondition {
  @Field(() => [SourcePartStatus], { description: "Empty where the source is not divided." })
  parts!: SourcePartStatus[];

  @Field(() => SourceCalls)
  calls!: SourceCalls;

  @Field(() => CallBudget, { nullable: true, description: "Null where its calls cost nothing." })
  budget!: CallBudget | null;
}
