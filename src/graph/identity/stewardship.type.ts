import { Directive, Field, ID, InputType, ObjectType } from "type-graphql";
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
@ObjectType()
export class UnmergedCustomers {
  @Field(() => ID)
  eventId!: string;

  @Field(() => [ID], { description: "Every customer concerned, each with his own records again." })
  customerIds!: readonly string[];

  @Field(() => [UndecidedRecord])
  undecided!: readonly UndecidedRecord[];
}

@Directive("@public")
@ObjectType()
export class JudgedPair {
  @Field(() => ID)
  eventId!: string;
}
