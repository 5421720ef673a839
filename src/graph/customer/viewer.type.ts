import { Directive, Field, ObjectType } from "type-graphql";
import type {
  Channel as CallerChannel,
  DataClass as Class,
  Purpose as StatedPurpose,
} from "../../access/vocabulary.js";
import { Channel, DataClass, Purpose } from "../enums.js";

@Directive("@public")
@ObjectType({ description: "Who asks, in what capacity, and why." })
export class Viewer {
  @Field(() => Purpose)
  purpose!: StatedPurpose;

  @Field(() => Channel)
  channel!: CallerChannel;

  @Field(() => [String])
  roles!: readonly string[];

  @Field(() => DataClass)
  clearance!: Class;
}
