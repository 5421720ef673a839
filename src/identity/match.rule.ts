import type { IdentifierType } from "../domain/identifier.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { Leaf } from "../domain/outcome.js";
import type { Sealed } from "../domain/sealed.js";
import { normalName } from "./normal-name.js";
import { identifiersOf, opened } from "./record-identifiers.js";

export type MatchRuleId = "D1" | "D2" | "D3" | "D4" | "C1" | "C2";

/** What a deterministic rule says of two records: the same customer, or a contradiction for a person to look at. */
export interface MatchDecision {
  readonly decision: "POSITIVE" | "UNSURE";
  readonly rule: MatchRuleId;
  readonly matchedOn: readonly string[];
  readonly against: readonly string[];
}

/** The first rule that has something to say of two records of one kind, or null. Symmetric; opens nothing to anyone. */
export function matchParties(left: PartyRecord, right: PartyRecord): MatchDecision | null {
  if (left.kind !== right.kind) return null;
  return left.kind === "PERSON" ? matchPersons(left, right) : matchCompanies(left, right);
}

/** Whether two records cannot be one customer: another kind, another number of the same kind, or one number under two names. */
export function isContradiction(left: PartyRecord, right: PartyRecord): boolean {
  if (left.kind !== right.kind) return true;
  const type = left.kind === "PERSON" ? "RESIDENT_ID" : "USCC";
  return contradicts(left, right, type) || matchParties(left, right)?.decision === "UNSURE";
}

function matchPersons(left: PartyRecord, right: PartyRecord): MatchDecision | null {
  const sameName = equalNames(left.name, right.name);
  if (shares(left, right, "RESIDENT_ID")) {
    return sameName
      ? { decision: "POSITIVE", rule: "D1", matchedOn: ["RESIDENT_ID", "LEGAL_NAME"], against: [] }
      : { decision: "UNSURE", rule: "D2", matchedOn: ["RESIDENT_ID"], against: ["LEGAL_NAME"] };
  }
  if (contradicts(left, right, "RESIDENT_ID")) return null;
  const sameBirthDate = equalValues(left.birthDate, right.birthDate);
  const document = TRAVEL_DOCUMENTS.find((type) => shares(left, right, type));
  if (document !== undefined && sameBirthDate) {
    return { decision: "POSITIVE", rule: "D3", matchedOn: [document, "BIRTH_DATE"], against: [] };
  }
  if (shares(left, right, "MOBILE") && sameName && sameBirthDate) {
    return { decision: "POSITIVE", rule: "D4", matchedOn: ["MOBILE", "LEGAL_NAME", "BIRTH_DATE"], against: [] };
  }
  return null;
}

function matchCompanies(left: PartyRecord, right: PartyRecord): MatchDecision | null {
  if (shares(left, right, "USCC")) return { decision: "POSITIVE", rule: "C1", matchedOn: ["USCC"], against: [] };
  if (contradicts(left, right, "USCC")) return null;
  if (shares(left, right, "LEI")) return { decision: "POSITIVE", rule: "C2", matchedOn: ["LEI"], against: [] };
  return null;
}

/** Issued by one country each, so the type of the document names the country. */
const TRAVEL_DOCUMENTS = ["PASSPORT", "HKMO_PERMIT", "TAIWAN_PERMIT", "FOREIGN_PR"] as const;

function shares(left: PartyRecord, right: PartyRecord, type: IdentifierType): boolean {
  const others = new Set(identifiersOf(right, type));
  return identifiersOf(left, type).some((value) => others.has(value));
}

/** Both carry a valid number of the kind, and not the same one. */
function contradicts(left: PartyRecord, right: PartyRecord, type: IdentifierType): boolean {
  return identifiersOf(left, type).length > 0 && identifiersOf(right, type).length > 0 && !shares(left, right, type);
}

function equalNames(left: Leaf<Sealed<string>>, right: Leaf<Sealed<string>>): boolean {
  const [mine] = opened(left);
  const [theirs] = opened(right);
  return mine !== undefined && theirs !== undefined && normalName(mine) === normalName(theirs);
}

function equalValues<T>(left: Leaf<Sealed<T>>, right: Leaf<Sealed<T>>): boolean {
  const [mine] = opened(left);
  return mine !== undefined && mine === opened(right)[0];
}
