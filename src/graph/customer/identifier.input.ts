import { Field, InputType } from "type-graphql";
import type { IdentifierType } from "../../domain/identifier.js";
import { IdentifierKind } from "../enums.js";

@InputType()
export class IdentifierInput {
  @Field(() => IdentifierKind)
  type!: IdentifierType;

  @Field(() => String, { description: "The whole number or address: identifiers are found exactly or not at all." })
  value!: string;
}
