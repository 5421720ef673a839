import type { Feature } from "../features/features.js";
import type { Fingerprint } from "../features/fingerprint.js";
import { bothHave, compareBirthDates, compareHanNames, shared } from "./compare.js";

export type MatchRuleId = "D1" | "D2" | "D3" | "D4" | "C1" | "C2" | "C3" | "P" | "STEWARD";

/** What is said of two records: the same customer, or a doubt for a person to look at. */
export interface MatchDecision {
  readonly decision: "POSITIVE" | "UNSURE";
  readonly rule: MatchRuleId;
  /** The probability that a score was made of; null where a rule decides without one. */
  readonly score: number | null;
  readonly matchedOn: readonly string[];
  readonly against: readonly string[];
}

/** What the deterministic rules say of two records of one kind, or null. Symmetric; compares hashes alone. */
export function matchByRule(left: Fingerprint, right: Fingerprint): MatchDecision | null {
  if (left.kind !== right.kind) return null;
  return left.kind === "PERSON" ? matchPersons(left, right) : matchCompanies(left, right);
}

/**
 * What keeps two records from being one customer: each carries a valid national number, and not the same one; or two
 * birth dates that no slip explains, without a document in common. Null when nothing does. A mere doubt, such as one number under two names, is no
 * contradiction.
 */
export function contradictionOf(left: Fingerprint, right: Fingerprint): string | null {
  if (left.kind !== right.kind) return "KIND";
  if (left.kind === "ORGANIZATION") return companyCodes(left, right) === "DIFFERENT" ? "USCC" : null;
  if (bothHave(left, right, "RESIDENT_ID")) {
    return shared(left, right, "RESIDENT_ID") === null ? "RESIDENT_ID" : null;
  }
  if (TRAVEL_DOCUMENTS.some((type) => shared(left, right, type) !== null)) return null;
  return compareBirthDates(left, right)?.level === "DIFFERENT" ? "BIRTH_DATE" : null;
}

function matchPersons(left: Fingerprint, right: Fingerprint): MatchDecision | null {
  const sameName = isSameName(left, right);
  if (shared(left, right, "RESIDENT_ID") !== null) {
    if (sameName) return positive("D1", ["RESIDENT_ID", "LEGAL_NAME"]);
    // A name that sounds the same is a slip of the ear if something else agrees as well; that is for the score to weigh.
    return soundsAlike(left, right) && hasSameContact(left, right)
      ? null
      : unsure("D2", ["RESIDENT_ID"], ["LEGAL_NAME"]);
  }
  if (bothHave(left, right, "RESIDENT_ID")) return null;
  const sameBirthDate = shared(left, right, "BIRTH_DATE") !== null;
  const document = TRAVEL_DOCUMENTS.find((type) => shared(left, right, type) !== null);
  if (document !== undefined && sameBirthDate) return positive("D3", [document, "BIRTH_DATE"]);
  if (sameName && sameBirthDate && shared(left, right, "MOBILE") !== null) {
    return positive("D4", ["MOBILE", "LEGAL_NAME", "BIRTH_DATE"]);
  }
  return null;
}

function matchCompanies(left: Fingerprint, right: Fingerprint): MatchDecision | null {
  const codes = companyCodes(left, right);
  if (codes === "SAME") {
    return positive("C1", [shared(left, right, "USCC") === null ? "ORGANISATION_CODE" : "USCC"]);
  }
  if (codes === "DIFFERENT") return null;
  if (shared(left, right, "LEI") !== null) return positive("C2", ["LEI"]);
  if (shared(left, right, "NAME") === null) return null;
  const beside = (["REGION", "REPRESENTATIVE"] as const).filter((feature) => shared(left, right, feature) !== null);
  return beside.length === 0 ? null : unsure("C3", ["LEGAL_NAME", ...beside], []);
}

/** By the credit code, or by the organisation code that stands inside it and that older records carry alone. */
function companyCodes(left: Fingerprint, right: Fingerprint): "SAME" | "DIFFERENT" | null {
  const codes = (["USCC", "ORGANISATION_CODE"] as const).filter((feature) => bothHave(left, right, feature));
  if (codes.length === 0) return null;
  return codes.some((feature) => shared(left, right, feature) !== null) ? "SAME" : "DIFFERENT";
}

/** Issued by one country each, so the type of the document names the country. */
const TRAVEL_DOCUMENTS = ["PASSPORT", "HKMO_PERMIT", "TAIWAN_PERMIT", "FOREIGN_PR"] as const satisfies Feature[];

/** Equal, or equal once both are in simplified characters. */
function isSameName(left: Fingerprint, right: Fingerprint): boolean {
  const level = compareHanNames(left, right)?.level;
  return level === "EXACT" || level === "VARIANT";
}

function soundsAlike(left: Fingerprint, right: Fingerprint): boolean {
  return compareHanNames(left, right)?.level === "SOUND";
}

function hasSameContact(left: Fingerprint, right: Fingerprint): boolean {
  return shared(left, right, "MOBILE") !== null || shared(left, right, "EMAIL") !== null;
}

function positive(rule: MatchRuleId, matchedOn: readonly string[]): MatchDecision {
  return { decision: "POSITIVE", rule, score: null, matchedOn, against: [] };
}

function unsure(rule: MatchRuleId, matchedOn: readonly string[], against: readonly string[]): MatchDecision {
  return { decision: "UNSURE", rule, score: null, matchedOn, against };
}
