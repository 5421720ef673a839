import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import type { SubjectGroup } from "../../audit/event/audit-event.js";
import { toGlobalId } from "../global-id.js";
import { AuditedField, toAuditedFields } from "./audited-field.type.js";

@Directive("@public")
@ObjectType({ description: "Customers of whom an operation showed the same, in the same way." })
export class AuditedSubject {
  @Field(() => [ID])
  customerIds!: readonly string[];

  @Field(() => String, { description: "Why the caller reached them." })
  basis!: string;

  @Field(() => String, { description: "How far: NONE is a denial." })
  level!: string;

  @Field(() => Boolean)
  outsidePortfolio!: boolean;

  @Field(() => Boolean, { description: "Whether the bank keeps a special eye on who looks at them." })
  watched!: boolean;

  @Field(() => [String], { description: "The rules that decided." })
  policies!: readonly string[];

  @Field(() => [AuditedField])
  fields!: AuditedField[];
}

@Directive("@public")
@ObjectType({ description: "A source that was asked, and how old what it gave was." })
export class AuditedSource {
  @Field(() => String)
  source!: string;

  @Field(() => String)
  state!: string;

  @Field(() => Int, { nullable: true })
  ageSeconds!: number | null;
}

@Directive("@public")
@ObjectType({ description: "A fact of the bank's own doing, such as which setting changed." })
export class AuditDetail {
  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  value!: string | null;
}

export function toAuditedSubject({ customerIds, fields, ...group }: SubjectGroup): AuditedSubject {
  return Object.assign(new AuditedSubject(), {
    ...group,
    customerIds: customerIds.map((id) => toGlobalId("Customer", id)),
    fields: toAuditedFields(fields),
  });
}
