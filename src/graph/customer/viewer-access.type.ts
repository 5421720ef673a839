import { Directive, Field, ObjectType } from "type-graphql";
import type { AccessLevel as Level, Purpose as StatedPurpose } from "../../access/vocabulary.js";
import { AccessLevel, Purpose } from "../enums.js";

@Directive("@public")
@ObjectType({ description: "How far this viewer reaches this customer, and on what ground." })
export class ViewerAccess {
  @Field(() => AccessLevel)
  level!: Level;

  @Field(() => String, { description: "SELF, OWN_PORTFOLIO, CUSTOMER_PRESENT or CALLER_IDENTIFIED." })
  basis!: string;

  @Field(() => [Purpose])
  purposes!: StatedPurpose[];

  @Field(() => [String], { description: "Fields for which access can be asked for." })
  canRequest!: string[];
}
