import type { MaskReason } from "../vocabulary.js";
import { structureOf, type PolicyJson } from "./cedar.js";

/** What a policy says of itself in its annotations, and what can be read off its text. */
export interface PolicyFacts {
  readonly id: string;
  /** One plain sentence, for the compliance officer and for whoever asks why. */
  readonly title: string;
  readonly effect: "permit" | "forbid";
  /** Why the viewer reaches the customer, when this policy is what lets him. */
  readonly basis: string | null;
  /** Why a value is not shown in clear, when this policy is what decides. */
  readonly reason: MaskReason | null;
  readonly structure: PolicyJson;
}

const REASONS: Readonly<Record<MaskReason, true>> = {
  ROLE_CLEARANCE: true,
  PURPOSE: true,
  NOT_IN_PORTFOLIO: true,
  CONSENT_WITHDRAWN: true,
  MINOR_PROTECTION: true,
  LEGAL_HOLD: true,
  THIRD_PARTY_DATA: true,
};
const ANNOTATIONS: ReadonlySet<string> = new Set(["id", "title", "basis", "reason"]);
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const BASIS = /^[A-Z]+(?:_[A-Z]+)*$/u;

/** The facts of one statement, or what its annotations lack. */
export function policyFacts(statement: string): { readonly facts: PolicyFacts } | { readonly why: string; id: string } {
  const structure = structureOf(statement);
  const { id = "", title = "", basis = null, reason = null, ...others } = structure?.annotations ?? {};
  const [unknown] = Object.keys(others);
  if (structure === null || !ID.test(id))
    return { id, why: 'a policy needs an @id in small letters, such as @id("own-portfolio")' };
  if (unknown !== undefined)
    return { id, why: `@${unknown} means nothing here; known are ${[...ANNOTATIONS].join(", ")}` };
  if (title.trim() === "") return { id, why: "a policy needs a @title: one plain sentence" };
  if (basis !== null && !BASIS.test(basis)) return { id, why: "@basis takes a name such as OWN_PORTFOLIO" };
  if (reason !== null && !isReason(reason))
    return { id, why: `@reason takes one of ${Object.keys(REASONS).join(", ")}` };
  return { facts: { id, title, effect: structure.effect, basis, reason, structure } };
}

function isReason(text: string): text is MaskReason {
  return Object.hasOwn(REASONS, text);
}
