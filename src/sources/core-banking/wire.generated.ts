// Generated from the upstream's contract by `npm run fix:wire-types`. Do not edit.

export type Amount = string;
export type CurrencyCode = string;
export type PartyIdentifierType =
  | "CIF"
  | "RESIDENT_ID"
  | "PASSPORT"
  | "HKMO_PERMIT"
  | "TAIWAN_PERMIT"
  | "FOREIGN_PR"
  | "USCC"
  | "LEI"
  | "MOBILE"
  | "EMAIL"
  | "ACCOUNT_NUMBER";

export interface Contract {
  TokenRequest: TokenRequest;
  TokenResponse: TokenResponse;
  TokenError: TokenError;
  CoreError: CoreError;
  Amount: Amount;
  CurrencyCode: CurrencyCode;
  MoneyAmount: MoneyAmount;
  PartyIdentifierType: PartyIdentifierType;
  PartyIdentifier: PartyIdentifier;
  PartySearchRequest: PartySearchRequest;
  PartyDocument: PartyDocument;
  PartyContact: PartyContact;
  PartyGuardian: PartyGuardian;
  PartyRegistration: PartyRegistration;
  Party: Party;
  Holder: Holder;
  Entitlement: Entitlement;
  Account: Account;
  Investment: Investment;
  Transaction: Transaction;
  TransactionPage: TransactionPage;
  PartiesResponse: PartiesResponse;
  PartySearchResult: PartySearchResult;
  PartySearchResponse: PartySearchResponse;
  AccountsResponse: AccountsResponse;
  InvestmentsResponse: InvestmentsResponse;
  TransactionsResponse: TransactionsResponse;
  PartyFeedEntry: PartyFeedEntry;
  PartyListingResponse: PartyListingResponse;
  PartyChangesResponse: PartyChangesResponse;
}
export interface TokenRequest {
  grant_type: "client_credentials";
  scope?: string;
}
export interface TokenResponse {
  access_token: string;
  token_type: "Bearer";
  expires_in: number;
  scope?: string;
}
export interface TokenError {
  error: "invalid_request" | "invalid_client" | "unsupported_grant_type";
  error_description?: string;
}
export interface CoreError {
  error: CoreErrorDetail;
}
export interface CoreErrorDetail {
  code: "INVALID_PARAMETER" | "TOKEN_MISSING" | "TOKEN_INVALID" | "TOKEN_EXPIRED" | "NOT_FOUND" | "BUSY" | "INTERNAL";
  message: string;
  traceId: string;
}
export interface MoneyAmount {
  amount: Amount;
  currency: CurrencyCode;
}
export interface PartyIdentifier {
  type: PartyIdentifierType;
  value: string;
}
export interface PartySearchRequest {
  /**
   * @minItems 1
   * @maxItems 200
   */
  identifiers: [PartyIdentifier, ...PartyIdentifier[]];
}
export interface PartyDocument {
  type: "RESIDENT_ID" | "PASSPORT" | "HKMO_PERMIT" | "TAIWAN_PERMIT" | "FOREIGN_PR";
  number: string;
  issuer: string;
  /**
   * Null means without end
   */
  validTo: string | null;
  /**
   * When checked with the issuing authority; null if never
   */
  verifiedAt: string | null;
}
export interface PartyContact {
  kind: "MOBILE" | "PHONE" | "EMAIL" | "ADDRESS";
  value: string;
  observedAt: string;
  verification: "VERIFIED_OTP" | "VERIFIED_DOCUMENT" | "VERIFIED_AUTHORITY" | "SELF_DECLARED" | "DERIVED" | "NONE";
  preferred: boolean;
  doNotContact: boolean;
}
export interface PartyGuardian {
  partyId: string;
  basis: "PARENT" | "COURT_APPOINTED" | "OTHER_RELATIVE";
  validTo: string | null;
}
export interface PartyRegistration {
  uscc: string;
  lei: string | null;
  legalName: string;
  legalRepresentative: string;
  industry: string;
  registeredCapital: MoneyAmount;
  status: string;
}
export interface Party {
  /**
   * The customer number (CIF)
   */
  partyId: string;
  partyKind: "PERSON" | "ORGANISATION";
  status: "PROSPECT" | "ACTIVE" | "DORMANT" | "CLOSED" | "DECEASED";
  name: string;
  birthDate: string | null;
  nationality: string | null;
  occupation: string | null;
  annualIncome: MoneyAmount | null;
  riskAppetite: "CONSERVATIVE" | "STEADY" | "BALANCED" | "GROWTH" | "AGGRESSIVE" | null;
  taxResidency: string | null;
  documents: PartyDocument[];
  contacts: PartyContact[];
  guardians: PartyGuardian[];
  /**
   * The persons this party is guardian of
   */
  wards: PartyGuardian[];
  /**
   * Organisations only
   */
  registration: PartyRegistration | null;
  confidentiality: "NORMAL" | "VIP" | "STAFF";
  observedAt: string;
  collectedBy: string;
  collectionChannel: string;
}
export interface Holder {
  partyId: string;
  role: "PRIMARY" | "JOINT" | "AUTHORISED_SIGNATORY";
  sharePercent: number | null;
}
export interface Entitlement {
  action: string;
  channel: string;
  /**
   * Per day; null without limit
   */
  limit: Amount | null;
  validTo: string | null;
}
export interface Account {
  /**
   * A surrogate key
   */
  accountId: string;
  accountNumber: string;
  kind: "DEMAND_DEPOSIT" | "TERM_DEPOSIT";
  productName: string;
  status: "ACTIVE" | "DORMANT" | "CLOSED";
  currency: CurrencyCode;
  balance: Amount;
  available: Amount;
  holds: Amount;
  /**
   * Percent a year
   */
  interestRate: string;
  maturityDate: string | null;
  openedOn: string;
  /**
   * @minItems 1
   */
  holders: [Holder, ...Holder[]];
  entitlements: Entitlement[];
}
export interface Investment {
  holdingId: string;
  holdingNumber: string;
  kind: "WEALTH_PRODUCT" | "FUND" | "INSURANCE_POLICY";
  productName: string;
  status: "ACTIVE" | "MATURED" | "CLOSED";
  currency: CurrencyCode;
  marketValue: Amount;
  maturityDate: string | null;
  riskLevel: "R1" | "R2" | "R3" | "R4" | "R5";
  openedOn: string;
  /**
   * @minItems 1
   */
  holders: [Holder, ...Holder[]];
}
export interface Transaction {
  transactionId: string;
  accountId: string;
  postedAt: string;
  amount: Amount;
  currency: CurrencyCode;
  direction: "DEBIT" | "CREDIT";
  description: string;
  counterparty: string | null;
  channel: string;
  /**
   * False for interest, fees and batch postings
   */
  customerInitiated: boolean;
}
export interface TransactionPage {
  accountId: string;
  items: Transaction[];
  next: string | null;
  minItems?: 0;
}
export interface PartiesResponse {
  asOf: string;
  parties: Party[];
  accounts?: Account[];
  investments?: Investment[];
  notFound: string[];
}
export interface PartySearchResult {
  index: number;
  parties: Party[];
}
export interface PartySearchResponse {
  asOf: string;
  results: PartySearchResult[];
}
export interface AccountsResponse {
  asOf: string;
  accounts: Account[];
  notFound: string[];
}
export interface InvestmentsResponse {
  asOf: string;
  investments: Investment[];
  notFound: string[];
}
export interface TransactionsResponse {
  asOf: string;
  pages: TransactionPage[];
  /**
   * Account ids that the core does not know
   */
  notFound: string[];
}
export interface PartyFeedEntry {
  partyId: string;
  party: Party | null;
  accountNumbers: string[];
}
export interface PartyListingResponse {
  asOf: string;
  entries: PartyFeedEntry[];
  next: string | null;
  total: number;
  changesFrom: string;
}
export interface PartyChangesResponse {
  asOf: string;
  entries: PartyFeedEntry[];
  next: string;
  more: boolean;
}
