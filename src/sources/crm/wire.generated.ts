// Generated from the upstream's contract by `npm run fix:wire-types`. Do not edit.

export type CrmIdentifierType = "CRM" | "CIF" | "RESIDENT_ID" | "PASSPORT" | "USCC" | "MOBILE" | "EMAIL";
export type CrmStage = "PROSPECT" | "GROWING" | "MATURE" | "DECLINING" | "CHURNED";
export type CrmBand = "LOW" | "MEDIUM" | "HIGH";

export interface Contract {
  CrmMeta: CrmMeta;
  CrmBatchMeta: CrmBatchMeta;
  CrmPageMeta: CrmPageMeta;
  CrmError: CrmError;
  CrmIdentifierType: CrmIdentifierType;
  CrmIdentifier: CrmIdentifier;
  CrmSearchRequest: CrmSearchRequest;
  CrmContact: CrmContact;
  Staff: Staff;
  OrgUnit: OrgUnit;
  CoverageMember: CoverageMember;
  Coverage: Coverage;
  Consent: Consent;
  CrmCustomer: CrmCustomer;
  CrmFactor: CrmFactor;
  CrmExplanation: CrmExplanation;
  CrmLifecycle: CrmLifecycle;
  CrmStage: CrmStage;
  CrmBand: CrmBand;
  CrmScore: CrmScore;
  CrmSegment: CrmSegment;
  CrmAnalytics: CrmAnalytics;
  CrmListingRequest: CrmListingRequest;
  CrmListingEntry: CrmListingEntry;
  CrmListingResponse: CrmListingResponse;
  Interaction: Interaction;
  InteractionPage: InteractionPage;
  PortfolioEntry: PortfolioEntry;
  CrmSearchResult: CrmSearchResult;
  CrmCustomersResponse: CrmCustomersResponse;
  CrmSearchResponse: CrmSearchResponse;
  StaffResponse: StaffResponse;
  PortfolioResponse: PortfolioResponse;
  OrgUnitsResponse: OrgUnitsResponse;
  InteractionsResponse: InteractionsResponse;
  CrmFeedEntry: CrmFeedEntry;
  CrmFeedResponse: CrmFeedResponse;
  CrmChangesResponse: CrmChangesResponse;
}
export interface CrmMeta {
  asOf: string;
}
export interface CrmBatchMeta {
  asOf: string;
  notFound: string[];
}
export interface CrmPageMeta {
  asOf: string;
  next: string | null;
  total: number;
}
export interface CrmError {
  error: CrmErrorDetail;
  meta: CrmMeta;
}
export interface CrmErrorDetail {
  code: "BAD_REQUEST" | "UNAUTHORISED" | "NOT_FOUND" | "BUSY" | "INTERNAL";
  message: string;
}
export interface CrmIdentifier {
  type: CrmIdentifierType;
  value: string;
}
export interface CrmSearchRequest {
  /**
   * @minItems 1
   * @maxItems 200
   */
  identifiers: [CrmIdentifier, ...CrmIdentifier[]];
}
export interface CrmContact {
  kind: "MOBILE" | "PHONE" | "EMAIL" | "ADDRESS";
  value: string;
  observedAt: string;
  verification: "VERIFIED_OTP" | "VERIFIED_DOCUMENT" | "VERIFIED_AUTHORITY" | "SELF_DECLARED" | "DERIVED" | "NONE";
  preferred: boolean;
  doNotContact: boolean;
}
export interface Staff {
  staffId: string;
  name: string;
  role:
    | "TELLER"
    | "HALL_OFFICER"
    | "RELATIONSHIP_MANAGER"
    | "CORPORATE_RELATIONSHIP_MANAGER"
    | "CALL_CENTRE_AGENT"
    | "DATA_STEWARD"
    | "ANALYST"
    | "RISK_OFFICER"
    | "RISK_APPROVER"
    | "DATA_PROTECTION_OFFICER"
    | "AUDITOR";
  unitId: string;
}
export interface OrgUnit {
  unitId: string;
  name: string;
  level: "HEAD_OFFICE" | "PROVINCIAL_BRANCH" | "MUNICIPAL_BRANCH" | "COUNTY_BRANCH";
  parentId: string | null;
}
export interface CoverageMember {
  staffId: string;
  name: string;
  role: string;
  department: string;
  validFrom: string;
  validTo: string | null;
}
export interface Coverage {
  primaryManager: Staff | null;
  owningBranch: OrgUnit;
  team: CoverageMember[];
  history: CoverageMember[];
}
export interface Consent {
  consentId: string;
  purpose: string;
  scope: string[];
  state: "GRANTED" | "DENIED" | "WITHDRAWN" | "EXPIRED";
  version: string;
  channel: string;
  grantedAt: string | null;
  withdrawnAt: string | null;
  expiresAt: string | null;
  evidenceRef: string | null;
}
export interface CrmCustomer {
  crmId: string;
  /**
   * Null for a prospect
   */
  cif: string | null;
  customerKind: "PERSON" | "ORGANISATION";
  name: string;
  idType: "RESIDENT_ID" | "PASSPORT" | "HKMO_PERMIT" | "TAIWAN_PERMIT" | "FOREIGN_PR" | "USCC" | null;
  idNumber: string | null;
  birthDate: string | null;
  contacts: CrmContact[];
  updatedAt: string;
  confidentiality: "NORMAL" | "VIP" | "STAFF";
  /**
   * Mean of the customer's last service ratings
   */
  serviceScore: number | null;
  coverage: Coverage | null;
  consents: Consent[];
  analytics: CrmAnalytics;
}
/**
 * What last night's run computed
 */
export interface CrmAnalytics {
  lifecycle: CrmLifecycle;
  /**
   * Null for somebody who has nothing to leave
   */
  churnRisk: CrmScore | null;
  segments: CrmSegment[];
}
export interface CrmLifecycle {
  stage: CrmStage;
  since: string | null;
}
export interface CrmScore {
  value: number;
  scale: string;
  band: CrmBand;
  explanation: CrmExplanation;
}
export interface CrmExplanation {
  /**
   * One sentence that tells no name, number, address or amount of anybody
   */
  summary: string;
  factors: CrmFactor[];
  modelId: string;
  modelVersion: string;
  computedAt: string;
  inputsAsOf: string;
}
export interface CrmFactor {
  name: string;
  /**
   * Counts, days and scores, such as `92 ≥ 90`; no name, number, address or amount
   */
  value: string;
  weight: number;
  /**
   * What it adds to the value that is explained
   */
  contribution: number;
  source: "core-banking" | "loan" | "crm" | null;
  direction: "RAISES" | "LOWERS" | "NEUTRAL";
}
export interface CrmSegment {
  segmentId: string;
  name: string;
  kind: string;
  explanation: CrmExplanation;
}
export interface CrmListingRequest {
  managerId?: string;
  unitIds?: string[];
  customerKind?: "PERSON" | "ORGANISATION";
  stages?: CrmStage[];
  churnBand?: CrmBand;
  segmentId?: string;
  /**
   * Whether VIPs and the bank's own staff are listed too
   */
  withConfidential?: boolean;
  mobile?: string;
  bornFrom?: string;
  /**
   * Letters that the name has in this order
   */
  nameContains?: string;
  order?: "CUSTOMER_NUMBER" | "CHURN_RISK" | "ASSETS" | "LAST_CONTACT";
  direction?: "ASC" | "DESC";
  /**
   * The cursor of an entry
   */
  after?: string;
  limit?: number;
}
export interface CrmListingEntry {
  cursor: string;
  customer: CrmCustomer;
}
export interface CrmListingResponse {
  data: CrmListingEntry[];
  meta: CrmPageMeta;
}
export interface Interaction {
  interactionId: string;
  kind: "CONTACT" | "COMPLAINT" | "SERVICE_CASE";
  at: string;
  title: string;
  channel: string;
  initiator: "BANK" | "CUSTOMER";
  status: "OPEN" | "IN_PROGRESS" | "CLOSED";
}
export interface InteractionPage {
  crmId: string;
  items: Interaction[];
  next: string | null;
  minItems?: 0;
}
export interface PortfolioEntry {
  crmId: string;
  cif: string | null;
}
export interface CrmSearchResult {
  index: number;
  customers: CrmCustomer[];
}
export interface CrmCustomersResponse {
  data: CrmCustomer[];
  meta: CrmBatchMeta;
}
export interface CrmSearchResponse {
  data: CrmSearchResult[];
  meta: CrmMeta;
}
export interface StaffResponse {
  data: Staff[];
  meta: CrmBatchMeta;
}
export interface PortfolioResponse {
  data: PortfolioEntry[];
  meta: CrmPageMeta;
}
export interface OrgUnitsResponse {
  data: OrgUnit[];
  meta: CrmMeta;
}
export interface InteractionsResponse {
  data: InteractionPage[];
  meta: CrmBatchMeta;
}
export interface CrmFeedEntry {
  crmId: string;
  customer: CrmCustomer | null;
}
export interface CrmFeedResponse {
  data: CrmFeedEntry[];
  meta: {
    asOf: string;
    next: string | null;
    total: number;
    changesFrom: string;
  };
}
export interface CrmChangesResponse {
  data: CrmFeedEntry[];
  meta: {
    asOf: string;
    next: string;
    more: boolean;
  };
}
