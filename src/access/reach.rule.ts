import type { CoverageRecord } from "../domain/records/coverage.js";
import { SourceFault } from "../domain/source-fault.js";
import { isIdentityDocumentType, type IdentifierType } from "../domain/identifier.js";
import type { Caller } from "./caller.js";
import type { Terms } from "./terms.js";
import { SENSITIVE_KINDS, type MaskReason, type Purpose, type SensitiveKind, type AccessLevel } from "./vocabulary.js";

/** What the rule needs to know of a customer. Everything is looked up at the moment of the decision. */
export interface ReachFacts {
  /** Whether this is the customer who asks. */
  readonly isSelf: boolean;
  /** The identifier by which the caller found the customer in this very request, if he did. */
  readonly foundBy: IdentifierType | null;
  /** Who looks after the customer; null when nobody does; undefined when it could not be learned. */
  readonly coverage: CoverageRecord | null | undefined;
}

const SELF = termsOf({
  level: "STANDARD",
  basis: "SELF",
  // A document number stays masked even for its owner: somebody may look over his shoulder.
  clear: [
    "PERSON_NAME",
    "COMPANY_NAME",
    "CONTACT",
    "MOBILE",
    "PHONE",
    "EMAIL",
    "ADDRESS",
    "BIRTH_DATE",
    "AMOUNT",
    "SCORE",
    "OTHER",
  ],
  denied: [],
  reason: "ROLE_CLEARANCE",
  policies: ["reach/self"],
});

const OWN_PORTFOLIO = termsOf({
  level: "STANDARD",
  basis: "OWN_PORTFOLIO",
  clear: ["AMOUNT", "COMPANY_NAME"],
  denied: [],
  reason: "ROLE_CLEARANCE",
  grantsHonoured: true,
  policies: ["reach/own-portfolio"],
});

const CUSTOMER_PRESENT = termsOf({
  level: "STANDARD",
  basis: "CUSTOMER_PRESENT",
  clear: ["AMOUNT", "COMPANY_NAME"],
  denied: [],
  reason: "ROLE_CLEARANCE",
  grantsHonoured: true,
  policies: ["reach/customer-present"],
});

const CALLER_IDENTIFIED = termsOf({
  level: "HEADER",
  basis: "CALLER_IDENTIFIED",
  clear: ["COMPANY_NAME"],
  denied: ["AMOUNT"],
  reason: "ROLE_CLEARANCE",
  policies: ["reach/caller-identified"],
});

const RISK_REVIEW = termsOf({
  level: "STANDARD",
  basis: "RISK_REVIEW",
  clear: ["COMPANY_NAME"],
  denied: [],
  reason: "ROLE_CLEARANCE",
  grantsHonoured: true,
  policies: ["reach/risk-review"],
});

const DENIED = termsOf({
  level: "NONE",
  basis: "NO_RELATION",
  clear: [],
  denied: [],
  reason: "NOT_IN_PORTFOLIO",
  policies: ["reach/default-deny"],
});

/** Whether the rule would look at who manages the customer: where it would not, the CRM need not be asked first. */
export function needsCoverage(caller: Caller): boolean {
  return caller.staffId !== null && PORTFOLIO_PURPOSES.has(caller.purpose);
}

/**
 * Whether anybody could come into reach by a look-up like this. Where nobody could, no source is asked: then neither the
 * time nor the list of sources tells the caller whether somebody has the number.
 */
export function mayFindBy(caller: Caller, { type, value }: { readonly type: IdentifierType; readonly value: string }) {
  if (caller.customerNumber !== null) return type === "CIF" && value === caller.customerNumber;
  return needsCoverage(caller) || presenceOf(caller, type) !== null;
}

/**
 * The one plain rule: a caller reaches himself, the customers of his portfolio, and the customer whose document he has
 * just read at the counter. A call-centre agent who looks up a number that the caller gives gets a masked header. Nobody
 * else reaches anything; what could not be looked up counts against the caller.
 */
export function decideReach(caller: Caller, facts: ReachFacts): Terms {
  if (caller.customerNumber !== null) return facts.isSelf ? SELF : DENIED;
  if (needsCoverage(caller) && isManagedBy(caller.staffId, facts.coverage)) return OWN_PORTFOLIO;
  if (isRiskReview(caller)) return RISK_REVIEW;
  return (facts.foundBy === null ? null : presenceOf(caller, facts.foundBy)) ?? DENIED;
}

/** Risk looks at any customer, masked; what it has to see in clear it asks for. */
function isRiskReview({ roles, purpose }: Caller): boolean {
  const isRisk = roles.includes("RISK_OFFICER") || roles.includes("RISK_APPROVER");
  return isRisk && (purpose === "CREDIT_APPROVAL" || purpose === "POST_LOAN_REVIEW" || purpose === "KYC_AML");
}

/** What it is worth that a customer stands here or is on the line with this number; null when it is worth nothing. */
function presenceOf({ purpose }: Caller, foundBy: IdentifierType): Terms | null {
  const byDocument = isIdentityDocumentType(foundBy);
  if (byDocument && purpose === "COUNTER_SERVICE") return CUSTOMER_PRESENT;
  return (byDocument || foundBy === "MOBILE") && purpose === "CALL_SERVICE" ? CALLER_IDENTIFIED : null;
}

/** What a manager may open his own customers for. Marketing waits for the customer's consent, analytics for its own rule. */
const PORTFOLIO_PURPOSES: ReadonlySet<Purpose> = new Set([
  "RELATIONSHIP_MANAGEMENT",
  "CREDIT_APPROVAL",
  "POST_LOAN_REVIEW",
  "KYC_AML",
]);

function isManagedBy(staffId: string | null, coverage: CoverageRecord | null | undefined): boolean {
  if (staffId === null || !coverage) return false;
  if (coverage.primaryManager instanceof SourceFault || coverage.team instanceof SourceFault) return false;
  return coverage.primaryManager?.id === staffId || coverage.team.some((member) => member.staff.id === staffId);
}

function termsOf(parts: {
  level: AccessLevel;
  basis: string;
  clear: readonly SensitiveKind[];
  denied: readonly SensitiveKind[];
  reason: MaskReason;
  grantsHonoured?: boolean;
  policies: readonly string[];
}): Terms {
  const { grantsHonoured = false } = parts;
  const isReached = parts.level !== "NONE";
  return {
    level: parts.level,
    basis: parts.basis,
    rendering: new Map(
      SENSITIVE_KINDS.map((kind) => [
        kind,
        !isReached || parts.denied.includes(kind) ? "DENIED" : parts.clear.includes(kind) ? "CLEAR" : "MASKED",
      ]),
    ),
    reasons: new Map(SENSITIVE_KINDS.map((kind) => [kind, parts.reason])),
    requestable: new Set(grantsHonoured ? SENSITIVE_KINDS : []),
    grantsHonoured,
    policies: parts.policies,
    version: "plain",
  };
}
