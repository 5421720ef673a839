import type { Fingerprint } from "../features/fingerprint.js";
import type { Feature } from "../features/features.js";
import {
  bothHave,
  compareBirthDates,
  compareEqual,
  compareHanNames,
  compareText,
  compareWords,
  type Finding,
} from "./compare.js";
import type { Frequencies, LevelWeight, MatchModel } from "./match-model.js";

/** How likely two persons' records are one customer's, and what spoke for it and against it. */
export interface MatchScore {
  readonly probability: number;
  readonly bits: number;
  readonly matchedOn: readonly string[];
  readonly against: readonly string[];
}

/** The Fellegi–Sunter score of two persons' records. What one of them lacks says nothing either way. */
export function scoreOf(
  left: Fingerprint,
  right: Fingerprint,
  model: MatchModel,
  frequencies: Frequencies,
): MatchScore {
  let bits = -Math.log2(model.population);
  const matchedOn = new Set<string>();
  const against = new Set<string>();
  for (const finding of findingsOf(left, right)) {
    const weight = bitsOf(finding, model, frequencies);
    bits += weight;
    (weight > 0 ? matchedOn : against).add(NAMED[finding.comparison]);
  }
  for (const name of matchedOn) against.delete(name);
  return { bits, probability: 1 / (1 + 2 ** -bits), matchedOn: [...matchedOn], against: [...against] };
}

function findingsOf(left: Fingerprint, right: Fingerprint): Finding[] {
  const isLatin = bothHave(left, right, "SURNAME");
  const found = [
    ...(isLatin ? compareWords(left, right) : [compareHanNames(left, right)]),
    compareBirthDates(left, right),
    compareEqual(left, right, "DOCUMENT", DOCUMENTS),
    compareEqual(left, right, "MOBILE", ["MOBILE"]),
    compareText(left, right, "EMAIL", 0.9),
    compareText(left, right, "STREET", 0.9),
    compareText(left, right, "LOCALITY", 0.85),
    compareEqual(left, right, "POSTCODE", ["POSTCODE"]),
  ];
  return found.filter((finding) => finding !== null);
}

const DOCUMENTS: readonly Feature[] = ["RESIDENT_ID", "PASSPORT", "HKMO_PERMIT", "TAIWAN_PERMIT", "FOREIGN_PR"];

function bitsOf(finding: Finding, { weights }: MatchModel, frequencies: Frequencies): number {
  const level = (weights[finding.comparison] as Readonly<Record<string, LevelWeight>>)[finding.level];
  if (level === undefined) throw new Error("every level of a comparison has its weight");
  const u = level.u ?? (finding.token === null ? 1 : frequencies.share(finding.token));
  return Math.log2(level.m / u);
}

const NAMED: Readonly<Record<Finding["comparison"], string>> = {
  NAME: "LEGAL_NAME",
  NAME_WORD: "LEGAL_NAME",
  BIRTH_DATE: "BIRTH_DATE",
  DOCUMENT: "DOCUMENT",
  MOBILE: "MOBILE",
  EMAIL: "EMAIL",
  STREET: "ADDRESS",
  LOCALITY: "ADDRESS",
  POSTCODE: "ADDRESS",
};
