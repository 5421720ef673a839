/** Data classes of JR/T 0171-2020. C3, authentication data, has no name here because it has no field anywhere. */
export const DATA_CLASSES = ["C1", "C2"] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** What kind of value a field holds. The kind decides how its mask looks. */
export const SENSITIVE_KINDS = [
  "PERSON_NAME",
  "COMPANY_NAME",
  "DOCUMENT_NUMBER",
  "CONTACT",
  "MOBILE",
  "PHONE",
  "EMAIL",
  "ADDRESS",
  "BIRTH_DATE",
  "AMOUNT",
  "ACCOUNT_NUMBER",
  "CARD_NUMBER",
  "SCORE",
  "OTHER",
] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

export const PURPOSES = [
  "COUNTER_SERVICE",
  "CALL_SERVICE",
  "RELATIONSHIP_MANAGEMENT",
  "MARKETING",
  "CREDIT_APPROVAL",
  "POST_LOAN_REVIEW",
  "KYC_AML",
  "DATA_STEWARDSHIP",
  "ANALYTICS",
  "AUDIT",
  "SELF_SERVICE",
  "DATA_SUBJECT_REQUEST",
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const CHANNELS = [
  "BRANCH_PAD",
  "COUNTER",
  "SELF_SERVICE_TERMINAL",
  "ATM",
  "MOBILE_BANK",
  "WEB_BANK",
  "CORPORATE_BANK",
  "CALL_CENTRE",
  "IVR",
  "SMS",
  "EMAIL",
  "WECHAT",
  "RM_WORKBENCH",
  "THIRD_PARTY",
] as const;
export type Channel = (typeof CHANNELS)[number];

export type AccessLevel = "NONE" | "EXISTENCE_ONLY" | "HEADER" | "STANDARD" | "FULL";

/** What becomes of one kind of value for one viewer. */
export type Rendering = "CLEAR" | "MASKED" | "DENIED";

export type MaskReason =
  | "ROLE_CLEARANCE"
  | "PURPOSE"
  | "NOT_IN_PORTFOLIO"
  | "CONSENT_WITHDRAWN"
  | "MINOR_PROTECTION"
  | "LEGAL_HOLD"
  | "THIRD_PARTY_DATA";

/** The label of one leaf of the graph. */
export interface SensitiveLabel {
  readonly class: DataClass;
  readonly kind: SensitiveKind;
}
