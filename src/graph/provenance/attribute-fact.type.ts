import { Directive, Field, Float, ID, ObjectType } from "type-graphql";
import type { OverrideInForce } from "../../profile/survivorship/fact.js";
import type { Disclosed } from "../../access/disclosed.js";
import type { Attribute, SurvivorshipStrategy as Strategy } from "../../domain/attribute.js";
import type { Instant } from "../../domain/instant.js";
import { AttributeName, SurvivorshipStrategy, ValidationKind } from "../enums.js";
import { Explanation } from "../evaluation/explanation.type.js";
import { DerivedSensitive, Public } from "../labels.js";
import { DateTime, SensitiveText } from "../scalars.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";
import { Statement, VALUE } from "./statement.type.js";

@Directive("@public")
@ObjectType({ description: "What decides among the statements of an attribute." })
export class SurvivorshipRule {
  @Field(() => ID)
  id!: string;

  @Field(() => SurvivorshipStrategy)
  strategy!: Strategy;

  @Field(() => String)
  description!: string;

  @Field(() => String, { description: "Another one whenever a setting changes that the rule goes by." })
  version!: string;
}

@Directive("@public")
@ObjectType({ description: "What a check found of one statement." })
export class ValidationResult {
  @Field(() => String)
  rule!: string;

  @Field(() => ValidationKind)
  kind!: "FORMAT" | "LOGIC" | "REFERENCE" | "CROSS_SOURCE";

  @Field(() => Boolean)
  passed!: boolean;

  @Field(() => String, { nullable: true, description: "Never with a value." })
  message!: string | null;

  @Field(() => ID, { description: "The statement that was checked." })
  statementId!: string;
}

@Directive("@public")
@ObjectType({ description: "A data steward's choice of a statement, until a moment." })
export class ManualOverride {
  @Field(() => ID, { description: "The statement that was chosen." })
  statementId!: string;

  @Field(() => Boolean, {
    description: "False when its record says something else by now: then the rule decides again.",
  })
  applies!: boolean;

  @Field(() => DateTime)
  at!: Instant;

  @Field(() => String)
  reason!: string;

  @Field(() => DateTime)
  expiresAt!: Instant;

  /** What the resolver reads further on. No field of the graph. */
  choice!: OverrideInForce;
}

@ObjectType({
  implements: Maskable,
  description:
    "Where a golden value comes from, and who says otherwise. Withheld whole from whom its values are denied.",
})
export class AttributeFact implements Maskable {
  @Public(() => AttributeName)
  attribute!: Attribute;

  @DerivedSensitive(VALUE, () => SensitiveText, { description: "Shown as far as the same value is elsewhere." })
  survivingValue!: Disclosed | null;

  @DerivedSensitive(VALUE, () => SensitiveText, { description: "For people." })
  display!: Disclosed | null;

  @Public(() => SurvivorshipRule, { nullable: true })
  rule!: SurvivorshipRule | null;

  @Public(() => Float, {
    nullable: true,
    description: "0 to 1: the survivor's trust × what its age has left × the trusted share of the sources that agree.",
  })
  credibility!: number | null;

  @Field(() => Explanation, { nullable: true, description: "The arithmetic of the credibility." })
  explanation!: Explanation | null;

  @Public(() => Boolean, { nullable: true, description: "Whether sources say different things of the same." })
  inConflict!: boolean | null;

  @Field(() => Statement, { nullable: true })
  winning!: Statement | null;

  @Field(() => [Statement], { nullable: true, description: "All of them, best first." })
  statements!: Statement[] | null;

  @Public(() => [ValidationResult], { nullable: true })
  validations!: ValidationResult[] | null;

  @Public(() => ManualOverride, { nullable: true })
  override!: ManualOverride | null;

  @Public(() => [String], {
    nullable: true,
    description: "Sources that may say something of it and could not be read.",
  })
  missingSources!: readonly string[] | null;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}
