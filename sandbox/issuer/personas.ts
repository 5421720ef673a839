import type { StaffRole } from "../bank/model.js";

export type Purpose =
  | "COUNTER_SERVICE"
  | "CALL_SERVICE"
  | "RELATIONSHIP_MANAGEMENT"
  | "MARKETING"
  | "CREDIT_APPROVAL"
  | "POST_LOAN_REVIEW"
  | "KYC_AML"
  | "DATA_STEWARDSHIP"
  | "ANALYTICS"
  | "AUDIT"
  | "SELF_SERVICE"
  | "DATA_SUBJECT_REQUEST";

/** What a persona's token says unless the request for it says otherwise. */
export interface Persona {
  /** "RM1", or "P1" for the customer himself. */
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly roles: readonly string[];
  /** Null for a customer. */
  readonly orgUnit: string | null;
  readonly channel: string;
  readonly purposes: readonly [Purpose, ...Purpose[]];
}

interface Desk {
  readonly channel: string;
  readonly purposes: readonly [Purpose, ...Purpose[]];
}

/** Where each role works, and for what; the first purpose is the usual one. */
export const DESKS: Readonly<Record<StaffRole, Desk>> = {
  TELLER: { channel: "COUNTER", purposes: ["COUNTER_SERVICE"] },
  HALL_OFFICER: { channel: "BRANCH_PAD", purposes: ["COUNTER_SERVICE"] },
  RELATIONSHIP_MANAGER: { channel: "RM_WORKBENCH", purposes: ["RELATIONSHIP_MANAGEMENT", "MARKETING"] },
  CORPORATE_RELATIONSHIP_MANAGER: {
    channel: "RM_WORKBENCH",
    purposes: ["RELATIONSHIP_MANAGEMENT", "CREDIT_APPROVAL", "KYC_AML"],
  },
  CALL_CENTRE_AGENT: { channel: "CALL_CENTRE", purposes: ["CALL_SERVICE"] },
  DATA_STEWARD: { channel: "RM_WORKBENCH", purposes: ["DATA_STEWARDSHIP"] },
  ANALYST: { channel: "RM_WORKBENCH", purposes: ["ANALYTICS"] },
  RISK_OFFICER: { channel: "RM_WORKBENCH", purposes: ["CREDIT_APPROVAL", "POST_LOAN_REVIEW", "KYC_AML"] },
  RISK_APPROVER: { channel: "RM_WORKBENCH", purposes: ["CREDIT_APPROVAL", "POST_LOAN_REVIEW", "KYC_AML"] },
  DATA_PROTECTION_OFFICER: { channel: "RM_WORKBENCH", purposes: ["DATA_SUBJECT_REQUEST", "AUDIT"] },
  AUDITOR: { channel: "RM_WORKBENCH", purposes: ["AUDIT"] },
};

export const TITLES: Readonly<Record<StaffRole, string>> = {
  TELLER: "Teller",
  HALL_OFFICER: "Hall officer",
  RELATIONSHIP_MANAGER: "Relationship manager",
  CORPORATE_RELATIONSHIP_MANAGER: "Corporate relationship manager",
  CALL_CENTRE_AGENT: "Call centre agent",
  DATA_STEWARD: "Data steward",
  ANALYST: "Analyst",
  RISK_OFFICER: "Risk officer",
  RISK_APPROVER: "Risk approver",
  DATA_PROTECTION_OFFICER: "Data protection officer",
  AUDITOR: "Auditor",
};
