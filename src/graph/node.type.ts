import { typeNameOf } from "./type-name.js";
import { Directive, Field, ID, InterfaceType } from "type-graphql";

@InterfaceType({ resolveType: typeNameOf, description: "Anything that `node` finds by its global id." })
export abstract class Node {
  @Directive("@public")
  @Field(() => ID)
  id!: string;
}
