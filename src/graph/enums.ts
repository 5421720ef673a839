import { registerEnumType } from "type-graphql";
import { AUDIT_ACTIONS, AUDIT_DECISIONS, FIELD_OUTCOMES } from "../audit/event/audit-event.js";
import { GRANT_STATES } from "../access/grants/grant.js";
import { CHANNELS, DATA_CLASSES, PURPOSES, SENSITIVE_KINDS } from "../access/vocabulary.js";
import { ATTRIBUTES, SURVIVORSHIP_STRATEGIES } from "../domain/attribute.js";
import { IDENTIFIER_TYPES } from "../domain/identifier.js";
import { SUBJECT_REQUEST_KINDS } from "../rights/subject-request.js";

/** A closed list of words as a GraphQL enum; the words are their own values. */
function enumOf<const Words extends readonly string[]>(
  name: string,
  words: Words,
  description?: string,
): { readonly [Word in Words[number]]: Word } {
  const members = Object.fromEntries(words.map((word) => [word, word])) as { [Word in Words[number]]: Word };
  registerEnumType(members, description === undefined ? { name } : { name, description });
  return members;
}

export const DataClass = enumOf("DataClass", DATA_CLASSES, "Data class of JR/T 0171-2020. C3 has no field.");
export const SensitiveKind = enumOf(
  "SensitiveKind",
  SENSITIVE_KINDS,
  "What kind of value a field holds; the kind decides how a mask looks.",
);
export const Purpose = enumOf("Purpose", PURPOSES);
export const Channel = enumOf("Channel", CHANNELS);
export const IdentifierKind = enumOf("IdentifierType", IDENTIFIER_TYPES);
export const CustomerKind = enumOf("CustomerKind", ["PERSON", "ORGANIZATION"]);
export const CustomerStatus = enumOf("CustomerStatus", [
  "PROSPECT",
  "ACTIVE",
  "DORMANT",
  "CLOSED",
  "DECEASED",
  "MERGED_AWAY",
]);
export const GrantState = enumOf("GrantState", GRANT_STATES, "Where a grant of access stands.");
export const SubjectRequestKind = enumOf("SubjectRequestKind", SUBJECT_REQUEST_KINDS);
export const AccessLevel = enumOf("AccessLevel", ["NONE", "EXISTENCE_ONLY", "HEADER", "STANDARD", "FULL"]);
export const MaskReason = enumOf("MaskReason", [
  "ROLE_CLEARANCE",
  "PURPOSE",
  "NOT_IN_PORTFOLIO",
  "CONSENT_WITHDRAWN",
  "MINOR_PROTECTION",
  "LEGAL_HOLD",
  "THIRD_PARTY_DATA",
]);
export const FreshnessState = enumOf("FreshnessState", ["FRESH", "STALE", "EXPIRED", "UNAVAILABLE"]);
export const ServedFrom = enumOf("ServedFrom", ["LIVE", "CACHE", "LAST_KNOWN_GOOD"]);
export const CircuitState = enumOf("CircuitState", ["CLOSED", "HALF_OPEN", "OPEN"]);
export const BudgetAlarm = enumOf("BudgetAlarm", ["NONE", "NEARLY_SPENT", "SPENT"]);
export const SourceKind = enumOf("SourceKind", [
  "CORE_BANKING",
  "LOAN",
  "CARD",
  "CREDIT_BUREAU",
  "CORPORATE_REGISTRY",
  "CRM",
]);
export const ContactKind = enumOf("ContactKind", ["MOBILE", "PHONE", "EMAIL", "ADDRESS", "WECHAT"]);
export const Judgement = enumOf("Judgement", ["POSITIVE", "NEGATIVE", "UNSURE", "NO_JUDGEMENT"]);
export const StewardsWord = enumOf("StewardsWord", ["POSITIVE", "NEGATIVE", "UNSURE"]);
export const ResolutionEventKind = enumOf("ResolutionEventKind", ["MERGE", "SPLIT", "JUDGEMENT", "UNDO"]);
export const UndecidedActKind = enumOf("UndecidedActKind", ["ACCESS_GRANT", "OVERRIDE", "SUBJECT_REQUEST"]);
export const ManagementLevel = enumOf("ManagementLevel", [
  "HEAD_OFFICE",
  "PROVINCIAL_BRANCH",
  "MUNICIPAL_BRANCH",
  "COUNTY_BRANCH",
]);
export const HolderRole = enumOf("HolderRole", [
  "PRIMARY",
  "JOINT",
  "AUTHORISED_SIGNATORY",
  "SUPPLEMENTARY_CARD",
  "GUARANTOR",
  "GUARDIAN",
  "BENEFICIARY",
]);
export const ArrangementKind = enumOf("ArrangementKind", [
  "DEMAND_DEPOSIT",
  "TERM_DEPOSIT",
  "WEALTH_PRODUCT",
  "FUND",
  "INSURANCE_POLICY",
  "LOAN",
  "MORTGAGE",
  "CREDIT_CARD",
  "TRADE_FINANCE",
  "GUARANTEE_ISSUED",
]);
export const Direction = enumOf("Direction", ["DEBIT", "CREDIT"]);
export const BureauQueryReason = enumOf("BureauQueryReason", [
  "LOAN_APPROVAL",
  "CARD_APPROVAL",
  "POST_LOAN",
  "GUARANTEE_REVIEW",
  "SELF",
]);
export const FreshnessPolicy = enumOf("FreshnessPolicy", ["CACHE_OK", "PREFER_LIVE", "REQUIRE_LIVE"]);
export const ConsentState = enumOf("ConsentState", ["GRANTED", "DENIED", "WITHDRAWN", "EXPIRED"]);
export const LifecycleStage = enumOf("LifecycleStage", ["PROSPECT", "GROWING", "MATURE", "DECLINING", "CHURNED"]);
export const AttributeName = enumOf(
  "Attribute",
  ATTRIBUTES,
  "What a customer has one golden value of, or one golden set.",
);
export const SurvivorshipStrategy = enumOf("SurvivorshipStrategy", SURVIVORSHIP_STRATEGIES);
export const ValidationKind = enumOf("ValidationKind", ["FORMAT", "LOGIC", "REFERENCE", "CROSS_SOURCE"]);
export const Verification = enumOf("Verification", [
  "VERIFIED_OTP",
  "VERIFIED_DOCUMENT",
  "VERIFIED_AUTHORITY",
  "SELF_DECLARED",
  "DERIVED",
  "FAILED_VALIDATION",
  "NONE",
]);
export const SortDirection = enumOf("SortDirection", ["ASC", "DESC"]);
export const Rendering = enumOf("Rendering", ["CLEAR", "MASKED", "DENIED"], "What becomes of a value for one viewer.");
export const CustomerOrderField = enumOf("CustomerOrderField", [
  "CUSTOMER_NUMBER",
  "CHURN_RISK",
  "AUM",
  "LAST_CONTACT_AT",
]);
export const AuditAction = enumOf("AuditAction", AUDIT_ACTIONS, "What an operation did.");
export const AuditDecision = enumOf("AuditDecision", AUDIT_DECISIONS);
export const FieldOutcome = enumOf("FieldOutcome", FIELD_OUTCOMES, "What became of a field in one answer.");
export const AuditVerdict = enumOf("AuditVerdict", ["WHOLE", "TAMPERED", "EMPTY"]);
