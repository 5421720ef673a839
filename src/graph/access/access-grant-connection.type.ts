import { Directive, Field, Int, ObjectType } from "type-graphql";
import { connectionOf, edgeOf } from "../shared/connection.js";
import { AccessGrant } from "./access-grant.type.js";

@Directive("@public")
@ObjectType()
export class AccessGrantEdge extends edgeOf(() => AccessGrant) {}

@Directive("@public")
@ObjectType()
export class AccessGrantConnection extends connectionOf(() => AccessGrantEdge) {
  @Field(() => Int, { nullable: true, description: "Null where there are more than a list looks through." })
  totalCount!: number | null;
}
