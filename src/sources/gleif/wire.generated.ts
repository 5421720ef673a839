// Generated from the upstream's contract by `npm run fix:wire-types`. Do not edit.

export type Lei = string;
export type Coded = {
  id?: string | null;
  other?: string | null;
} | null;
/**
 * Clients of this API disagree on the spelling of the key; both are read.
 */
export type RelationshipNode = {
  [k: string]: unknown;
} & {
  id?: Lei;
  nodeID?: Lei;
  type?: string | null;
};
/**
 * Clients of this API disagree on the spelling of the key; both are read.
 */
export type RelationshipNode1 = {
  [k: string]: unknown;
} & {
  id?: Lei;
  nodeID?: Lei;
  type?: string | null;
};
/**
 * Clients of this API disagree on the spelling of the key; both are read.
 */
export type RelationshipNode2 = {
  [k: string]: unknown;
} & {
  id?: Lei;
  nodeID?: Lei;
  type?: string | null;
};

export interface Contract {
  Lei: Lei;
  LocalName: LocalName;
  Address: Address;
  Coded: Coded;
  Entity: Entity;
  Registration: Registration;
  LeiAttributes: LeiAttributes;
  ParentLinks: ParentLinks;
  ParentReference: ParentReference;
  LeiRelationships: LeiRelationships;
  LeiRecord: LeiRecord;
  GoldenCopy: GoldenCopy;
  Meta: Meta;
  Pagination: Pagination;
  PageMeta: PageMeta;
  LeiRecordAnswer: LeiRecordAnswer;
  LeiRecordPage: LeiRecordPage;
  RelationshipNode: RelationshipNode;
  Relationship: Relationship;
  RelationshipAttributes: RelationshipAttributes;
  RelationshipRecord: RelationshipRecord;
  RelationshipAnswer: RelationshipAnswer;
  Problem: Problem;
  Errors: Errors;
}
export interface LocalName {
  name: string;
  language?: string | null;
  type?: string | null;
}
export interface Address {
  language?: string | null;
  addressLines: string[];
  city?: string | null;
  region?: string | null;
  country: string;
  postalCode?: string | null;
  addressNumber?: unknown;
  addressNumberWithinBuilding?: unknown;
  mailRouting?: unknown;
}
export interface Entity {
  legalName: LocalName;
  otherNames?: LocalName[];
  legalAddress: Address;
  headquartersAddress?: Address;
  registeredAt?: Coded;
  registeredAs?: string | null;
  jurisdiction?: string | null;
  category?: string | null;
  legalForm?: Coded;
  status: string | null;
  creationDate?: string | null;
  associatedEntity?: unknown;
  eventGroups?: unknown;
  expiration?: unknown;
  otherAddresses?: unknown;
  subCategory?: unknown;
  successorEntities?: unknown;
  successorEntity?: unknown;
  transliteratedOtherNames?: unknown;
}
export interface Registration {
  initialRegistrationDate?: string | null;
  lastUpdateDate: string;
  status: string;
  nextRenewalDate?: string | null;
  managingLou?: string | null;
  corroborationLevel?: string | null;
  otherValidationAuthorities?: unknown;
  validatedAs?: unknown;
  validatedAt?: unknown;
}
export interface LeiAttributes {
  lei: Lei;
  entity: Entity;
  registration: Registration;
  bic?: string[] | null;
  conformityFlag?: string | null;
  mic?: unknown;
  ocid?: unknown;
  qcc?: unknown;
  spglobal?: unknown;
}
/**
 * Either lei-record with relationship-record, or reporting-exception.
 */
export interface ParentLinks {
  "lei-record"?: string;
  "relationship-record"?: string;
  "reporting-exception"?: string;
}
export interface ParentReference {
  links: ParentLinks;
}
export interface LeiRelationships {
  "direct-parent"?: ParentReference;
  "ultimate-parent"?: ParentReference;
  "managing-lou"?: unknown;
  "lei-issuer"?: unknown;
  "field-modifications"?: unknown;
  "direct-children"?: unknown;
  "ultimate-children"?: unknown;
  isins?: unknown;
}
export interface LeiRecord {
  type: "lei-records";
  id: Lei;
  attributes: LeiAttributes;
  relationships?: LeiRelationships;
  links?: unknown;
}
export interface GoldenCopy {
  /**
   * When the whole index was last published.
   */
  publishDate: string;
}
export interface Meta {
  goldenCopy: GoldenCopy;
}
export interface Pagination {
  currentPage: number;
  perPage: number;
  from?: number | null;
  to?: number | null;
  total: number;
  lastPage: number;
}
export interface PageMeta {
  goldenCopy: GoldenCopy;
  pagination: Pagination;
}
export interface LeiRecordAnswer {
  meta: Meta;
  data: LeiRecord;
}
export interface LeiRecordPage {
  meta: PageMeta;
  data: LeiRecord[];
  links?: unknown;
}
export interface Relationship {
  startNode: RelationshipNode1;
  endNode: RelationshipNode2;
  type: string;
  status: string | null;
  periods?: {}[] | null;
  qualifiers?: unknown;
  quantifiers?: unknown;
}
export interface RelationshipAttributes {
  relationship: Relationship;
  registration?: unknown;
  validFrom?: unknown;
  validTo?: unknown;
  extension?: unknown;
}
export interface RelationshipRecord {
  type: "relationship-records";
  id?: string | null;
  attributes: RelationshipAttributes;
  relationships?: unknown;
  links?: unknown;
}
export interface RelationshipAnswer {
  meta: Meta;
  data: RelationshipRecord;
}
export interface Problem {
  status?: string | number;
  title?: string | null;
  detail?: string | null;
}
export interface Errors {
  errors: Problem[];
}
