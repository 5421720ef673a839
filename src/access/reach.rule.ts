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
  /** The caller's own unit and those below it; undefined where the rule does not look at it. */
  readonly ownUnits?: ReadonlySet<string> | undefined;
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

export const OWN_PORTFOLIO = termsOf({
  level: "STANDARD",
  basis: "OWN_PORTFOLIO",
  clear: ["AMOUNT", "COMPANY_NAME", "SCORE"],
  denied: [],
  reason: "ROLE_CLEARANCE",
  policies: ["reach/own-portfolio"],
});

const CUSTOMER_PRESENT = termsOf({
  level: "STANDARD",
  basis: "CUSTOMER_PRESENT",
  clear: ["AMOUNT", "COMPANY_NAME"],
  denied: [],
  reason: "ROLE_CLEARANCE",
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

/** Whoever works out figures needs them, and nobody's identity: names are masked, amounts banded, ways to a person denied. */
export const ANALYTICS = termsOf({
  level: "STANDARD",
  basis: "ANALYTICS",
  clear: ["SCORE"],
  denied: [
    "DOCUMENT_NUMBER",
    "CONTACT",
    "MOBILE",
    "PHONE",
    "EMAIL",
    "ADDRESS",
    "ACCOUNT_NUMBER",
    "CARD_NUMBER",
    "OTHER",
  ],
  reason: "PURPOSE",
  policies: ["reach/analytics"],
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
  return managesForPurpose(caller) || needsOwnUnits(caller);
}

/** Whether the rule would look at the part of the bank that the caller works for. */
export function needsOwnUnits({ staffId, purpose, roles }: Caller): boolean {
  return staffId !== null && purpose === "ANALYTICS" && roles.includes("ANALYST");
}

function managesForPurpose({ staffId, purpose }: Caller): boolean {
  return staffId !== null && PORTFOLIO_PURPOSES.has(purpose);
}

/**
 * Whether anybody could come into reach by a look-up like this. Where nobody could, no source is asked: then neither the
 * time nor the list of sources tells the caller whether somebody has the number.
 */
export function mayFindBy(caller: Caller, { type, value }: { readonly type: IdentifierType; readonly value: string }) {
  if (caller.customerNumber !== null) return type === "CIF" && value === caller.customerNumber;
  return managesForPurpose(caller) || presenceOf(caller, type) !== null;
}

/**
 * The one plain rule: a caller reaches himself, the customers of his portfolio, and the customer whose document he has
 * just read at the counter. A call-centre agent who looks up a number that the caller gives gets a masked header. Nobody
 * else reaches anything; what could not be looked up counts against the caller.
 */
export function decideReach(caller: Caller, facts: ReachFacts): Terms {
  if (caller.customerNumber !== null) return facts.isSelf ? SELF : DENIED;
  if (managesForPurpose(caller) && isManagedBy(caller.staffId, facts.coverage)) return OWN_PORTFOLIO;
  if (needsOwnUnits(caller)) return isOwnedBy(facts) ? ANALYTICS : DENIED;
  return (facts.foundBy === null ? null : presenceOf(caller, facts.foundBy)) ?? DENIED;
}

/** What it is worth that a customer stands here or is on the line with this number; null when it is worth nothing. */
function presenceOf({ purpose }: Caller, foundBy: IdentifierType): Terms | null {
  const byDocument = isIdentityDocumentType(foundBy);
  if (byDocument && purpose === "COUNTER_SERVICE") return CUSTOMER_PRESENT;
  return (byDocument || foundBy === "MOBILE") && purpose === "CALL_SERVICE" ? CALLER_IDENTIFIED : null;
}

/** What a manager may open his own customers for. Marketing waits for the customer's consent, analytics for its own rule. */
export const PORTFOLIO_PURPOSES: ReadonlySet<Purpose> = new Set([
  "RELATIONSHIP_MANAGEMENT",
  "CREDIT_APPROVAL",
  "POST_LOAN_REVIEW",
  "KYC_AML",
]);

/** A way in which somebody can come to see a customer, as people are told of it. */
export interface Situation {
  readonly roles: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly terms: Terms;
}

export const SITUATIONS: readonly Situation[] = [
  { roles: ["CUSTOMER"], purposes: ["SELF_SERVICE"], terms: SELF },
  {
    roles: ["RELATIONSHIP_MANAGER", "CORPORATE_RELATIONSHIP_MANAGER"],
    purposes: [...PORTFOLIO_PURPOSES],
    terms: OWN_PORTFOLIO,
  },
  { roles: ["TELLER", "HALL_OFFICER"], purposes: ["COUNTER_SERVICE"], terms: CUSTOMER_PRESENT },
  { roles: ["CALL_CENTRE_AGENT"], purposes: ["CALL_SERVICE"], terms: CALLER_IDENTIFIED },
  { roles: ["ANALYST"], purposes: ["ANALYTICS"], terms: ANALYTICS },
];

function isManagedBy(staffId: string | null, coverage: CoverageRecord | null | undefined): boolean {
  if (staffId === null || !coverage) return false;
  if (coverage.primaryManager instanceof SourceFault || coverage.team instanceof SourceFault) return false;
  return coverage.primaryManager?.id === staffId || coverage.team.some((member) => member.staff.id === staffId);
}

function isOwnedBy({ coverage, ownUnits }: ReachFacts): boolean {
  if (!coverage || coverage.owningBranch === null || coverage.owningBranch instanceof SourceFault) return false;
  return ownUnits?.has(coverage.owningBranch.id) ?? false;
}

function termsOf(parts: {
  level: AccessLevel;
  basis: string;
  clear: readonly SensitiveKind[];
  denied: readonly SensitiveKind[];
  reason: MaskReason;
  policies: readonly string[];
}): Terms {
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
    requestable: new Set(),
    grantsHonoured: false,
    policies: parts.policies,
    version: "plain",
  };
}
