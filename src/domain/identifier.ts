/** The kinds of number that a customer is known by. */
export const IDENTIFIER_TYPES = [
  "CIF",
  "CARD_CUSTOMER",
  "LOAN_CUSTOMER",
  "CRM",
  "RESIDENT_ID",
  "PASSPORT",
  "HKMO_PERMIT",
  "TAIWAN_PERMIT",
  "FOREIGN_PR",
  "USCC",
  "LEI",
  "ACCOUNT_NUMBER",
  "CARD_PAN",
  "MOBILE",
  "EMAIL",
  "WECHAT_OPENID",
] as const;

export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/** Documents that a person shows at a counter: a look-up by one of these means that the customer is present. */
export const IDENTITY_DOCUMENT_TYPES = [
  "RESIDENT_ID",
  "PASSPORT",
  "HKMO_PERMIT",
  "TAIWAN_PERMIT",
  "FOREIGN_PR",
] as const;

export type IdentityDocumentType = (typeof IDENTITY_DOCUMENT_TYPES)[number];

export function isIdentityDocumentType(type: IdentifierType): type is IdentityDocumentType {
  return (IDENTITY_DOCUMENT_TYPES as readonly IdentifierType[]).includes(type);
}
