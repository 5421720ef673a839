import { Field, ID, InputType, Int } from "type-graphql";
import { IdentifierInput } from "../customer/identifier.input.js";

@InputType()
export class AccessGrantInput {
  @Field(() => ID)
  subjectId!: string;

  @Field(() => IdentifierInput, {
    nullable: true,
    description: "The document that the customer has just shown, where nothing else brings him into your reach.",
  })
  foundBy?: IdentifierInput | null;

  @Field(() => [String], { description: "Paths from the customer, such as `documents.number` or `position.aum`." })
  fields!: string[];

  @Field(() => String, {
    description: "Shown to whoever decides and to auditors: at most 500 characters, and no value.",
  })
  reason!: string;

  @Field(() => String, { nullable: true, description: "The case that it is for." })
  ticket?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: "Opens at once, and must be reviewed by somebody else." })
  emergency!: boolean;

  @Field(() => Int, { defaultValue: 30 })
  minutes!: number;
}
