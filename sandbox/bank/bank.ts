import type { Analytics } from "./analytics/analytics.js";
import type { ListingPage, ListingQuery } from "./analytics/query.js";
import type { Alteration, RecordChange, RecordPage } from "./feeds.js";
import type { IdentifierType, RecordSystem } from "./identifiers.js";
import type {
  Account,
  BankCustomer,
  BureauReport,
  Card,
  Company,
  DocumentType,
  Investment,
  Loan,
  OrgUnit,
  Registry,
  Staff,
  Transaction,
} from "./model.js";

/** One page of a portfolio: positions are stable, so an offset is a good cursor. */
export interface Portfolio {
  readonly total: number;
  readonly customers: readonly BankCustomer[];
}

/**
 * All look-ups the systems need. Every one is exact and takes the same short time whatever the size of the bank.
 * The unknown is null or an empty list, never an error.
 */
export interface Bank {
  readonly size: number;
  byCif(cif: string): BankCustomer | null;
  byRecordId(system: RecordSystem, recordId: string): BankCustomer | null;
  /** The customers whose record in this system carries the identifier, exactly as the system stores it. */
  byIdentifier(system: RecordSystem, type: IdentifierType, value: string): readonly BankCustomer[];

  /** Everything that a system holds, page by page from position `after`, 0 at first. */
  records(system: RecordSystem, after: number, limit: number): RecordPage;
  /** What has changed in a system after this sequence. */
  changes(system: RecordSystem, after: number, limit: number): readonly RecordChange[];
  /** The sequence of the last change; 0 before any. */
  lastChange(system: RecordSystem): number;
  /** Changes a record while the bank is open. Throws RangeError when the system has no such record. */
  alter(system: RecordSystem, recordId: string, alteration: Alteration): RecordChange;

  account(accountId: string): Account | null;
  investment(holdingId: string): Investment | null;
  loan(loanId: string): Loan | null;
  card(cardId: string): Card | null;
  /** Newest first. */
  transactions(accountId: string): readonly Transaction[];

  staff(staffId: string): Staff | null;
  orgUnit(unitId: string): OrgUnit | null;
  /** The whole tree, parents before children. */
  orgUnits(): readonly OrgUnit[];
  portfolio(staffId: string, offset: number, limit: number): Portfolio;

  /** What last night's run computed of a customer. */
  analytics(customer: BankCustomer): Analytics;
  /**
   * A page of the customers that answer a query, behind the one with the CRM number `after`; undefined when nobody in the
   * list has it. Null while the whole bank's figures are still being computed.
   */
  listing(query: ListingQuery, after: string | null, limit: number): ListingPage | null | undefined;
  /** Resolves when the whole bank can be listed. */
  prepareListing(): Promise<void>;

  /** The company as one register shows it: registers differ. Null where that register does not have it. */
  companyByUscc(registry: Registry, uscc: string): Company | null;
  companyByLei(registry: Registry, lei: string): Company | null;
  companyByRegistrationNumber(registry: Registry, registrationNumber: string): Company | null;
  companiesByName(registry: Registry, name: string): readonly Company[];
  /** The companies in which this company (by code) or person (by name) is a shareholder, per that register. */
  companiesOwnedBy(
    registry: Registry,
    owner: { readonly uscc: string } | { readonly personName: string },
  ): readonly Company[];

  /** The credit bureau's report on whoever has this document, customer or not; null when it has none. */
  reportByDocument(type: DocumentType, number: string): BureauReport | null;
}

export type { IdentifierType, RecordSystem };
