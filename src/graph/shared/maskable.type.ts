import { Directive, Field, InterfaceType, ObjectType } from "type-graphql";
import type { Decision } from "../../access/decision.js";
import type {
  DataClass as Class,
  MaskReason as Reason,
  SensitiveKind as Kind,
  SensitiveLabel,
} from "../../access/vocabulary.js";
import { typeNameOf } from "../type-name.js";
import { DataClass, MaskReason, SensitiveKind } from "../enums.js";

@Directive("@public")
@ObjectType({ description: "One field that this viewer does not see in clear, and why." })
export class MaskedField {
  @Field(() => String)
  field!: string;

  @Field(() => DataClass)
  class!: Class;

  @Field(() => SensitiveKind)
  kind!: Kind;

  @Field(() => MaskReason)
  reason!: Reason;

  @Field(() => Boolean, { description: "Whether access to it can be asked for." })
  requestable!: boolean;

  @Field(() => String, { nullable: true })
  approverRole!: string | null;
}

@InterfaceType({
  resolveType: typeNameOf,
  description: "Every object that can carry masked values says which ones are masked for this viewer.",
})
export abstract class Maskable {
  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

/** Who decides on a request for access. */
const APPROVER_ROLE = "RISK_APPROVER";

export function toMaskedField(
  field: string,
  { class: dataClass, kind }: SensitiveLabel,
  decision: Decision,
): MaskedField {
  const masked = new MaskedField();
  masked.field = field;
  masked.class = dataClass;
  masked.kind = kind;
  masked.reason = decision.reason(kind);
  masked.requestable = decision.isRequestable(kind);
  masked.approverRole = masked.requestable ? APPROVER_ROLE : null;
  return masked;
}
