import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Instant } from "../../domain/instant.js";
import { Score } from "../evaluation/explanation.type.js";
import { Public } from "../labels.js";
import { DateTime } from "../scalars.js";
import { SourceSystem } from "../shared/freshness.type.js";
import { AttributeFact } from "./attribute-fact.type.js";

@ObjectType({ description: "How much one source knows of the customer, and how old that is." })
export class SourceQuality {
  @Public(() => SourceSystem)
  source!: SourceSystem;

  @Public(() => String, { nullable: true, description: "The branch that keeps the customer, where the CRM tells." })
  branch!: string | null;

  @Public(() => Float, {
    nullable: true,
    description: "0 to 1: how much of a complete profile this source alone gives.",
  })
  completeness!: number | null;

  @Public(() => Float, { nullable: true, description: "0 to 1: what age has left of its statements, on average." })
  timeliness!: number | null;

  @Public(() => DateTime, { nullable: true })
  lastUpdatedAt!: Instant | null;
}

@ObjectType({
  description: "How good the bank's own data on the customer is, out of all that the viewer is told of.",
})
export class DataQuality {
  @Field(() => Score)
  completeness!: Score;

  @Public(() => [String], { description: "What a complete profile would have beside." })
  missing!: readonly string[];

  @Field(() => Score)
  credibility!: Score;

  @Field(() => [AttributeFact])
  conflicts!: AttributeFact[];

  @Field(() => [SourceQuality])
  bySource!: SourceQuality[];

  @Public(() => Int, {
    description: "Parts of a complete profile that the figures leave out: the viewer is not told of them.",
  })
  withheld!: number;

  @Public(() => [String], {
    description: "Sources that could not be read: what they alone know is missing from all this.",
  })
  missingSources!: readonly string[];
}
