import { Directive, Field, ObjectType } from "type-graphql";
import type { AuditedClass, FieldGroup, FieldOutcome as Outcome } from "../../audit/event/audit-event.js";
import { DataClass, FieldOutcome } from "../enums.js";

@Directive("@public")
@ObjectType({ description: "What became of one field, by its path from the root of the operation. Never its value." })
export class AuditedField {
  @Field(() => String)
  path!: string;

  @Field(() => DataClass)
  class!: AuditedClass;

  @Field(() => FieldOutcome)
  outcome!: Outcome;
}

/** The fields of several parts of an event, each said once, in order of their paths. */
export function toAuditedFields(groups: readonly FieldGroup[]): AuditedField[] {
  const fields = new Map<string, AuditedField>();
  for (const { class: dataClass, outcome, paths } of groups) {
    for (const path of paths) {
      const field = Object.assign(new AuditedField(), { path, class: dataClass, outcome });
      fields.set(`${path} ${outcome} ${dataClass}`, field);
    }
  }
  return [...fields.keys()].sort().map((key) => fields.get(key) as AuditedField);
}
