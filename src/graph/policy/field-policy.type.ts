import { Directive, Field, ObjectType } from "type-graphql";
import type {
  DataClass as Class,
  MaskReason as Reason,
  Purpose as For,
  Rendering as Shown,
  SensitiveKind as Kind,
} from "../../access/vocabulary.js";
import { DataClass, MaskReason, Purpose, Rendering, SensitiveKind } from "../enums.js";

@Directive("@public")
@ObjectType({ description: "What the policies say of one field. It tells of nobody." })
export class FieldPolicy {
  @Field(() => String)
  typeName!: string;

  @Field(() => String)
  fieldName!: string;

  @Field(() => DataClass)
  class!: Class;

  @Field(() => SensitiveKind)
  kind!: Kind;

  @Field(() => String, { description: "How a masked value looks, by an example that is nobody's." })
  masked!: string;

  @Field(() => Boolean, {
    description: "Whether you can filter a list by it: there is such an argument, and you see it in clear.",
  })
  filterable!: boolean;

  @Field(() => Boolean, { description: "Whether you can put a list in order by it." })
  sortable!: boolean;

  @Field(() => [Purpose], { description: "For which anything of it is shown at all." })
  purposes!: readonly For[];

  @Field(() => [String], { description: "Roles that can come to see it in clear." })
  clearRoles!: readonly string[];

  @Field(() => [Rendering], { description: "What you would see of it; several, where it depends on the customer." })
  yours!: readonly Shown[];

  @Field(() => MaskReason, { nullable: true, description: "Why you do not see it in clear; null where you always do." })
  reason!: Reason | null;
}
