import { Directive, Field, Float, Int, ObjectType } from "type-graphql";
import type { IdentifierType } from "../../domain/identifier.js";
import { IdentifierKind } from "../enums.js";
import { connectionOf, edgeOf } from "../shared/connection.js";
import { SourceSystem } from "../shared/freshness.type.js";
import { Customer } from "./customer.type.js";

@Directive("@public")
@ObjectType()
export class CustomerEdge extends edgeOf(() => Customer) {
  @Field(() => [IdentifierKind], { description: "The kinds of identifier by which the customer was found." })
  matchedOn!: IdentifierType[];

  @Field(() => Float, {
    nullable: true,
    description:
      "How well the name fits the letters searched by: 1 is the name itself. Null where nothing was weighed: a number is had or not.",
  })
  score!: number | null;
}

@Directive("@public")
@ObjectType()
export class CustomerConnection extends connectionOf(() => CustomerEdge) {
  @Field(() => Int, { nullable: true, description: "Null when a source that may know more could not be asked." })
  totalCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many of the list are hidden from the caller. Null where already the number would tell.",
  })
  hiddenCount!: number | null;

  @Field(() => [SourceSystem], {
    description: "Sources that could not be asked: customers that only they know are missing.",
  })
  missingSources!: SourceSystem[];
}
