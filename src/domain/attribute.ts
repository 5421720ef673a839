/** What a customer has one golden value of, or one golden set: each is a choice over what the sources say of it. */
export const ATTRIBUTES = [
  "LEGAL_NAME",
  "BIRTH_DATE",
  "NATIONALITY",
  "OCCUPATION",
  "ANNUAL_INCOME",
  "MOBILE",
  "EMAIL",
  "ADDRESS",
  "RISK_APPETITE",
  "TAX_RESIDENCY",
  "IDENTITY_DOCUMENT",
  "UNIFIED_SOCIAL_CREDIT_CODE",
  "LEI",
  "REGISTERED_CAPITAL",
  "REGISTRATION_STATUS",
  "LEGAL_REPRESENTATIVE",
  "INDUSTRY",
] as const;

export type Attribute = (typeof ATTRIBUTES)[number];

/** Ways to choose one of several statements. */
export const SURVIVORSHIP_STRATEGIES = [
  "SOURCE_PRIORITY",
  "MOST_RECENT",
  "VERIFIED_THEN_RECENT",
  "HIGHEST_TRUST",
  "MAJORITY",
  "AGGREGATE",
  "MANUAL",
] as const;

export type SurvivorshipStrategy = (typeof SURVIVORSHIP_STRATEGIES)[number];

/** What a complete profile has, by the kind of customer. */
export const PERSON_ITEMS = [
  "LEGAL_NAME",
  "IDENTITY_DOCUMENT",
  "DOCUMENT_EXPIRY",
  "BIRTH_DATE",
  "NATIONALITY",
  "VERIFIED_MOBILE",
  "ADDRESS",
  "OCCUPATION",
  "ANNUAL_INCOME",
  "EMAIL",
  "RISK_APPETITE",
  "TAX_RESIDENCY",
] as const;

export const ORGANIZATION_ITEMS = [
  "LEGAL_NAME",
  "UNIFIED_SOCIAL_CREDIT_CODE",
  "LEI",
  "REGISTRATION_STATUS",
  "REGISTERED_CAPITAL",
  "LEGAL_REPRESENTATIVE",
  "INDUSTRY",
  "ADDRESS",
] as const;

export type CompletenessItem = (typeof PERSON_ITEMS)[number] | (typeof ORGANIZATION_ITEMS)[number];
