import type { Attribute } from "../../domain/attribute.js";
import type { AttributeStatement } from "./stated.js";
import type { Surroundings, ValidationRule, Verdict } from "./validation.js";
import { birthDateRules } from "./validations/birth-date.rule.js";
import { crossSourceRules } from "./validations/cross-source.rule.js";
import { documentExpiryRules } from "./validations/document-expiry.rule.js";
import { formatRules } from "./validations/format.rule.js";
import { occupationRules } from "./validations/occupation.rule.js";
import { referenceRules } from "./validations/reference.rule.js";

/** Every validation there is; a new one is a file of its own and a word here. */
export const VALIDATIONS: readonly ValidationRule[] = [
  ...formatRules,
  ...birthDateRules,
  ...occupationRules,
  ...documentExpiryRules,
  ...referenceRules,
  ...crossSourceRules,
];

const BY_ATTRIBUTE: ReadonlyMap<Attribute, readonly ValidationRule[]> = new Map(
  [...new Set(VALIDATIONS.flatMap((rule) => rule.of))].map((attribute) => [
    attribute,
    VALIDATIONS.filter((rule) => rule.of.includes(attribute)),
  ]),
);

/** What every rule of its attribute says of a statement. */
export function validate(statement: AttributeStatement, surroundings: Surroundings): Verdict[] {
  return (BY_ATTRIBUTE.get(statement.attribute) ?? []).flatMap((rule) => {
    const passed = rule.passes(statement, surroundings);
    return passed === null ? [] : [{ rule, statement, passed }];
  });
}

/** The attributes whose values the verdicts on this one tell something of. */
export function readBeside(attribute: Attribute): ReadonlySet<Attribute> {
  return new Set((BY_ATTRIBUTE.get(attribute) ?? []).flatMap(({ reads }) => reads));
}

/** Whether something was found wrong with it that costs it trust. */
export function isDefective(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(({ rule, passed }) => !passed && rule.weighs);
}
