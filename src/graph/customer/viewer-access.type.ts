import { Directive, Field, ObjectType } from "type-graphql";
import type { AccessLevel as Level, Purpose as StatedPurpose } from "../../access/vocabulary.js";
import { AccessGrant } from "../access/access-grant.type.js";
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

  @Field(() => AccessGrant, { nullable: true, description: "What has been granted to this viewer of this customer." })
  grant!: AccessGrant | null;

  @Field(() => [String], {
    description: "Fields that this viewer does not see in clear and may ask for, as `requestAccess` takes them.",
  })
  canRequest!: string[];
}
