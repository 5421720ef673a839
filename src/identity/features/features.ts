/**
 * The kinds of feature by which records are compared, each under the one letter by which a stored fingerprint names it.
 * A letter is never given to another kind.
 */
export const FEATURES = {
  RESIDENT_ID: "R",
  PASSPORT: "P",
  HKMO_PERMIT: "H",
  TAIWAN_PERMIT: "T",
  FOREIGN_PR: "F",
  USCC: "U",
  ORGANISATION_CODE: "O",
  LEI: "L",
  MOBILE: "M",
  EMAIL: "E",
  NAME: "N",
  SIMPLIFIED_NAME: "S",
  NAME_SOUND: "Y",
  GIVEN_NAME: "G",
  SURNAME: "g",
  BIRTH_DATE: "B",
  STREET: "A",
  LOCALITY: "C",
  POSTCODE: "Z",
  REGION: "K",
  REPRESENTATIVE: "J",
} as const;

export type Feature = keyof typeof FEATURES;

/** Texts that are compared by likeness: those of Latin records. They lie closed beside the hashes. */
export const LIKENESS_FEATURES = ["GIVEN_NAME", "SURNAME", "EMAIL", "STREET", "LOCALITY", "BIRTH_DATE"] as const;
export type LikenessFeature = (typeof LIKENESS_FEATURES)[number];
