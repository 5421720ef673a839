import type { Decision } from "./decision.js";
import type { SensitiveKind } from "./vocabulary.js";

/** The kinds that a field's values turn out to be, where its label names a family of them. */
const FAMILY: Partial<Record<SensitiveKind, readonly SensitiveKind[]>> = {
  PERSON_NAME: ["PERSON_NAME", "COMPANY_NAME"],
  CONTACT: ["CONTACT", "MOBILE", "PHONE", "EMAIL", "ADDRESS", "OTHER"],
  ACCOUNT_NUMBER: ["ACCOUNT_NUMBER", "CARD_NUMBER"],
  OTHER: ["OTHER", "DOCUMENT_NUMBER"],
};

/** Whether a viewer is shown anything, be it a mask, of values whose labels name these kinds. A grant may open one of any kind. */
export function showsAny(decision: Decision, kinds: ReadonlySet<SensitiveKind>): boolean {
  if (decision.granted.size > 0) return true;
  return [...kinds].some((kind) => (FAMILY[kind] ?? [kind]).some((each) => decision.rendering(each) !== "DENIED"));
}
