import type { Fingerprint } from "../features/fingerprint.js";
import type { Feature, LikenessFeature } from "../features/features.js";
import { jaroWinkler } from "./jaro-winkler.js";
import type { Comparison, Level } from "./match-model.js";

/** What one comparison found: its level, and the token by whose frequency an agreement is to be weighed. */
export interface Finding<C extends Comparison = Comparison> {
  readonly comparison: C;
  readonly level: Level<C>;
  readonly token: string | null;
}

/** The token that both carry, or null. */
export function shared(left: Fingerprint, right: Fingerprint, feature: Feature): string | null {
  return left.shared(right, feature);
}

export function bothHave(left: Fingerprint, right: Fingerprint, feature: Feature): boolean {
  return left.has(feature) && right.has(feature);
}

/** Han names by equality, by their simplified form, by their sound; never by likeness. Null where one is missing. */
export function compareHanNames(left: Fingerprint, right: Fingerprint): Finding<"NAME"> | null {
  if (!bothHave(left, right, "NAME")) return null;
  const exact = shared(left, right, "NAME");
  if (exact !== null) return { comparison: "NAME", level: "EXACT", token: exact };
  const isMixed = left.has("SIMPLIFIED_NAME") || right.has("SIMPLIFIED_NAME");
  const variant = isMixed ? simplifiedOf(left).find((token) => simplifiedOf(right).includes(token)) : undefined;
  if (variant !== undefined) return { comparison: "NAME", level: "VARIANT", token: variant };
  const sound = shared(left, right, "NAME_SOUND");
  if (sound !== null) return { comparison: "NAME", level: "SOUND", token: sound };
  return { comparison: "NAME", level: "DIFFERENT", token: null };
}

/** A name in simplified characters is its own simplified form; a token tells nothing of which it is. */
function simplifiedOf(print: Fingerprint): readonly string[] {
  return [...print.all("SIMPLIFIED_NAME"), ...print.all("NAME")];
}

/** Given name and surname of Latin names, straight or exchanged, whichever agrees better. */
export function compareWords(left: Fingerprint, right: Fingerprint): readonly Finding<"NAME_WORD">[] {
  const straight = [word(left, "GIVEN_NAME", right, "GIVEN_NAME"), word(left, "SURNAME", right, "SURNAME")];
  const crossed = [word(left, "GIVEN_NAME", right, "SURNAME"), word(left, "SURNAME", right, "GIVEN_NAME")];
  const better = rankOf(crossed) > rankOf(straight) ? crossed : straight;
  return better.filter((finding) => finding !== null);
}

type Word = "GIVEN_NAME" | "SURNAME";

function word(left: Fingerprint, mine: Word, right: Fingerprint, theirs: Word): Finding<"NAME_WORD"> | null {
  const [one, other] = [left.text(mine), right.text(theirs)];
  if (one === null || other === null) return null;
  if (one === other) return { comparison: "NAME_WORD", level: "EXACT", token: left.first(mine) ?? null };
  const likeness = jaroWinkler(one, other);
  const level = likeness >= 0.9 ? "CLOSE" : likeness >= 0.78 ? "NEAR" : "DIFFERENT";
  return { comparison: "NAME_WORD", level, token: null };
}

const RANK = { EXACT: 3, CLOSE: 2, NEAR: 1, DIFFERENT: -1 } as const;

function rankOf(findings: readonly (Finding<"NAME_WORD"> | null)[]): number {
  return findings.reduce((total, finding) => total + (finding === null ? 0 : RANK[finding.level]), 0);
}

export function compareBirthDates(left: Fingerprint, right: Fingerprint): Finding<"BIRTH_DATE"> | null {
  const [one, other] = [left.first("BIRTH_DATE"), right.first("BIRTH_DATE")];
  if (one === undefined || other === undefined) return null;
  const at = (level: Level<"BIRTH_DATE">): Finding<"BIRTH_DATE"> => ({ comparison: "BIRTH_DATE", level, token: null });
  if (one === other) return at("EXACT");
  if (isSlip(one, other)) return at("SLIP");
  const [mine, theirs] = [left.text("BIRTH_DATE"), right.text("BIRTH_DATE")];
  return at(mine !== null && theirs !== null && daysBetween(mine, theirs) <= A_YEAR ? "NEAR" : "DIFFERENT");
}

/** One of year, month and day differs, or month and day are exchanged: what a slip of the pen does. */
function isSlip(one: string, other: string): boolean {
  const [year, month, day] = partsOf(one);
  const [otherYear, otherMonth, otherDay] = partsOf(other);
  const same = Number(year === otherYear) + Number(month === otherMonth) + Number(day === otherDay);
  return same === 2 || (year === otherYear && month === otherDay && day === otherMonth);
}

function partsOf(token: string): [string, string, string] {
  return [token.slice(0, 6), token.slice(6, 11), token.slice(11)];
}

const A_YEAR = 366;

function daysBetween(one: string, other: string): number {
  return Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;
}

/** Equal, alike where the texts are at hand, or different; null where one has none. */
export function compareText<C extends "EMAIL" | "STREET" | "LOCALITY">(
  left: Fingerprint,
  right: Fingerprint,
  comparison: C,
  closeFrom: number,
): Finding<C> | null {
  if (!bothHave(left, right, comparison)) return null;
  const token = shared(left, right, comparison);
  if (token !== null) return { comparison, level: "EXACT", token };
  const [one, other] = [left.text(comparison satisfies LikenessFeature), right.text(comparison)];
  const isClose = one !== null && other !== null && jaroWinkler(one, other) >= closeFrom;
  return { comparison, level: isClose ? "CLOSE" : "DIFFERENT", token: null };
}

/** Whether any of the features is the same, as far as both have one. */
export function compareEqual<C extends "DOCUMENT" | "MOBILE" | "POSTCODE">(
  left: Fingerprint,
  right: Fingerprint,
  comparison: C,
  features: readonly Feature[],
): Finding<C> | null {
  const comparable = features.filter((feature) => bothHave(left, right, feature));
  if (comparable.length === 0) return null;
  const isSame = comparable.some((feature) => shared(left, right, feature) !== null);
  return { comparison, level: isSame ? "EXACT" : "DIFFERENT", token: null };
}
