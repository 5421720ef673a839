import { Decision, type GrantedFields } from "../../src/access/decision.js";
import type { Terms } from "../../src/access/policy/terms.js";
import {
  SENSITIVE_KINDS,
  type AccessLevel,
  type MaskReason,
  type Rendering,
  type SensitiveKind,
} from "../../src/access/vocabulary.js";
import type { CustomerId } from "../../src/domain/customer-id.js";

export const SOMEBODY = "0".repeat(26) as CustomerId;

interface TermsGiven {
  readonly level?: AccessLevel;
  readonly basis?: string;
  readonly clear?: readonly SensitiveKind[];
  readonly denied?: readonly SensitiveKind[];
  readonly reason?: MaskReason;
  readonly requestable?: readonly SensitiveKind[];
  readonly grantsHonoured?: boolean;
}

/** Terms that mask whatever is neither cleared nor denied. */
export function termsOf(given: TermsGiven = {}): Terms {
  const { level = "STANDARD", basis = "TEST", clear = [], denied = [], reason = "ROLE_CLEARANCE" } = given;
  const hidden = level === "NONE" || level === "EXISTENCE_ONLY";
  const rendering = (kind: SensitiveKind): Rendering => {
    if (hidden || denied.includes(kind)) return "DENIED";
    return clear.includes(kind) ? "CLEAR" : "MASKED";
  };
  return {
    level,
    basis,
    reason,
    rendering: new Map(SENSITIVE_KINDS.map((kind) => [kind, rendering(kind)])),
    reasons: new Map(SENSITIVE_KINDS.map((kind) => [kind, reason])),
    requestable: new Set(
      given.requestable ??
        (given.grantsHonoured === true ? SENSITIVE_KINDS.filter((kind) => rendering(kind) !== "CLEAR") : []),
    ),
    grantsHonoured: given.grantsHonoured ?? false,
    policies: ["test"],
    version: "test",
  };
}

export function decisionOf(given: TermsGiven = {}, granted?: GrantedFields): Decision {
  return new Decision(SOMEBODY, termsOf(given), granted);
}
