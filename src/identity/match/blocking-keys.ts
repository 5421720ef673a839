import { FEATURES, type Feature } from "../features/features.js";
import type { Fingerprint } from "../features/fingerprint.js";

/**
 * The keys under which a record is looked for: two records that share none are never compared. Each joins keyed hashes,
 * so a key tells as little as they do. Identifiers come first and are the keys of the exact look-up as well.
 */
export function blockingKeys(print: Fingerprint): readonly string[] {
  const keys: string[] = [];
  for (const feature of IDENTIFIERS) {
    if (print.has(feature)) for (const token of print.all(feature)) keys.push(identifierKey(feature, token));
  }
  const name = print.first("NAME");
  if (print.kind === "ORGANIZATION") return name === undefined ? keys : [...keys, `N${name}`];
  const birthDate = print.first("BIRTH_DATE");
  const [locality, postcode, street] = [print.first("LOCALITY"), print.first("POSTCODE"), print.first("STREET")];
  for (const sound of print.all("NAME_SOUND")) {
    if (birthDate !== undefined) keys.push(joined("y", sound, birthDate));
  }
  if (!print.has("SURNAME")) return keys;
  const words = [...new Set([...print.all("GIVEN_NAME"), ...print.all("SURNAME")])];
  for (const word of words) {
    for (const beside of [birthDate, locality, postcode]) {
      if (beside !== undefined) keys.push(joined("w", word, beside));
    }
  }
  const [one, other] = words.sort();
  if (one !== undefined && other !== undefined) keys.push(joined("n", one, other));
  if (birthDate !== undefined && locality !== undefined) keys.push(joined("b", birthDate, locality));
  if (birthDate !== undefined && postcode !== undefined) keys.push(joined("b", birthDate, postcode));
  if (street !== undefined && postcode !== undefined) keys.push(joined("a", street, postcode));
  return [...new Set(keys)];
}

/** The key of an identifier, for matching and for the exact look-up alike. */
export function identifierKey(feature: Feature, token: string): string {
  return FEATURES[feature] + token;
}

/** Numbers by which records are found: each is somebody's, though not always his alone. */
export const IDENTIFIERS = [
  "RESIDENT_ID",
  "PASSPORT",
  "HKMO_PERMIT",
  "TAIWAN_PERMIT",
  "FOREIGN_PR",
  "USCC",
  "ORGANISATION_CODE",
  "LEI",
  "MOBILE",
  "EMAIL",
] as const satisfies readonly Feature[];
export type IdentifyingFeature = (typeof IDENTIFIERS)[number];

/** Half of the one is enough to tell it apart beside the whole of the other. */
function joined(kind: string, one: string, other: string): string {
  return kind + one.slice(0, 8) + other;
}
