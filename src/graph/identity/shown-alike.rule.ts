import type { Decision } from "../../access/decision.js";
import type { SensitiveKind } from "../../access/vocabulary.js";
import type { ComparedValue } from "../../identity/possible-relations.js";

/**
 * Who sees a value of the one in clear would read it for the other's as well, where that one's is masked; and of what is
 * denied not even that two have the same is told. A grant opens values of one of them alone, so while it lasts nothing
 * that is masked relates anybody.
 */
export function isShownAlike(mine: Decision, theirs: Decision, value: ComparedValue): boolean {
  const kind = LABEL[value];
  if (kind === null) return true;
  const [one, other] = [mine.rendering(kind), theirs.rendering(kind)];
  if (one !== other || one === "DENIED") return false;
  return one === "CLEAR" || mine.granted.size + theirs.granted.size === 0;
}

/** Null for what everybody sees who reaches the customer. */
const LABEL: Readonly<Record<ComparedValue, SensitiveKind | null>> = {
  RESIDENT_ID: "DOCUMENT_NUMBER",
  PASSPORT: "DOCUMENT_NUMBER",
  HKMO_PERMIT: "DOCUMENT_NUMBER",
  TAIWAN_PERMIT: "DOCUMENT_NUMBER",
  FOREIGN_PR: "DOCUMENT_NUMBER",
  USCC: null,
  ORGANISATION_CODE: null,
  LEI: null,
  MOBILE: "MOBILE",
  EMAIL: "EMAIL",
  KIND: null,
  LEGAL_NAME: "PERSON_NAME",
  BIRTH_DATE: "BIRTH_DATE",
};
