import type { Attribute } from "../../domain/attribute.js";
import type { CalendarDate } from "../../domain/instant.js";
import type { AttributeStatement } from "./stated.js";

export type ValidationKind = "FORMAT" | "LOGIC" | "REFERENCE" | "CROSS_SOURCE";

/** What a rule may look at beside the statement that it judges. */
export interface Surroundings {
  readonly today: CalendarDate;
  /** What the customer's records say of another attribute. */
  readonly stated: (attribute: Attribute) => readonly AttributeStatement[];
}

/** One question that is put to each statement of some attributes. */
export interface ValidationRule {
  readonly id: string;
  readonly kind: ValidationKind;
  readonly of: readonly Attribute[];
  /** The attributes beside its own whose values the verdict tells something of. */
  readonly reads: readonly Attribute[];
  /** Whether a failure costs the statement half of its trust, or is only shown. */
  readonly weighs: boolean;
  /** Null where the question does not arise. */
  readonly passes: (statement: AttributeStatement, surroundings: Surroundings) => boolean | null;
  /** Never with a value. */
  readonly message: { readonly passed: string; readonly failed: string };
}

/** One rule's verdict on one statement. */
export interface Verdict {
  readonly rule: ValidationRule;
  readonly statement: AttributeStatement;
  readonly passed: boolean;
}
