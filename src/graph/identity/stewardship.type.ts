import { Directive, Field, ID, InputType, ObjectType } from "type-graphql";
import type { Instant } from "../../domain/instant.js";
import { UndecidedActKind } from "../enums.js";
import { DateTime } from "../scalars.js";
import { SourceSystem } from "../shared/freshness.type.js";

@InputType({ description: "One record of one system." })
export class RecordInput {
  @Field(() => String, { description: "The system's id, such as `core-banking`." })
  source!: string;

  @Field(() => String)
  recordId!: string;
}

@Directive("@public")
@ObjectType()
export class MergedCustomers {
  @Field(() => ID, { description: "What `unmerge` takes back." })
  eventId!: string;

  @Field(() => ID, { description: "The customer who has the records of both." })
  canonicalId!: string;

  @Field(() => ID, { description: "The id that answers with him from now on." })
  formerId!: string;
}

@Directive("@public")
@ObjectType({ description: "A record that came after the event: nobody has said whose it is, so it stays." })
export class UndecidedRecord {
  @Field(() => SourceSystem)
  source!: SourceSystem;

  @Field(() => ID)
  recordId!: string;
}

@Directive("@public")
@ObjectType({
  description:
    "Something that was made of two customers while they were one. It is kept under the id it was made for and opens nothing of either: somebody has to say whose it is.",
})
export class UndecidedAct {
  @Field(() => UndecidedActKind)
  kind!: "ACCESS_GRANT" | "OVERRIDE" | "SUBJECT_REQUEST";

  @Field(() => ID, { description: "The id of the grant or the request; of an override the attribute." })
  id!: string;

  @Field(() => ID, { description: "The customer under whose id it was made." })
  customerId!: string;

  @Field(() => DateTime)
  at!: Instant;
}

@Directive("@public")
@ObjectType()
export class UnmergedCustomers {
  @Field(() => ID)
  eventId!: string;

  @Field(() => [ID], { description: "Every customer concerned, each with his own records again." })
  customerIds!: readonly string[];

  @Field(() => [UndecidedRecord])
  undecided!: readonly UndecidedRecord[];

  @Field(() => [UndecidedAct], { description: "What was made of them while they were one." })
  undecidedActs!: readonly UndecidedAct[];
}

@Directive("@public")
@ObjectType()
export class JudgedPair {
  @Field(() => ID)
  eventId!: string;
}
