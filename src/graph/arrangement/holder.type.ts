import { Directive, Field, Float, ObjectType } from "type-graphql";
import type { HolderRecord, HolderRole as Role } from "../../domain/records/arrangement.js";
import { HolderRole } from "../enums.js";

@Directive("@public")
@ObjectType({
  description: "Somebody's part in an arrangement. Who it is shows only to viewers who reach that customer himself.",
})
export class Holder {
  @Field(() => HolderRole)
  role!: Role;

  @Field(() => Float, { nullable: true })
  sharePercent!: number | null;

  record!: HolderRecord;
}
