import type { DocumentType } from "./model.js";

/** The systems in which a customer has a record of his own. */
export type RecordSystem = "core" | "card" | "loan" | "crm";

export type IdentifierType =
  | DocumentType
  | "CIF"
  | "CARD_CUSTOMER"
  | "LOAN_CUSTOMER"
  | "CRM"
  | "USCC"
  | "LEI"
  | "MOBILE"
  | "EMAIL"
  | "ACCOUNT_NUMBER"
  | "CARD_PAN";
