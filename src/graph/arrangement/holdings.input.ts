import { ArgsType, Field } from "type-graphql";
import type { HolderRole as Role } from "../../domain/records/arrangement.js";
import { HolderRole } from "../enums.js";
import { PageArgs } from "../shared/connection.js";

@ArgsType()
export class HoldingsArgs extends PageArgs {
  @Field(() => [HolderRole], {
    defaultValue: ["PRIMARY"],
    description:
      "In which roles the customer holds it. What is held jointly counts for its primary holder unless asked for.",
  })
  roles!: Role[];
}
