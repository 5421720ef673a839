import type { Elements, Listing } from "../../domain/outcome.js";
import type { ArrangementRecord, LoanRecord } from "../../domain/records/arrangement.js";
import type { GuardianRecord, PartyRecord } from "../../domain/records/party.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { SourceName } from "../../domain/source.js";
import type { CardCustomer } from "../../sources/card/wire-customer.js";
import type { CrmCustomerRecord } from "../../sources/crm/wire.js";

/** One kind of question that a source answers. */
export interface Operation<V = never> {
  readonly source: SourceName;
  /** As its rule is called in the source's facts. */
  readonly name: string;
  /** Whether its last argument is the number of the customer record that the answer is about. */
  readonly namesRecord: boolean;
  /** The customer records at this source whose data is in the answer; none where the answer does not say. */
  recordsIn(value: V): readonly string[];
}

/** One question: an operation with all its arguments. */
export interface Question {
  readonly operation: Operation;
  readonly args: readonly string[];
}

export function question<V>(operation: Operation<V>, ...args: readonly string[]): Question {
  return { operation, args };
}

function listed<T>(elements: Elements<T>): readonly T[] {
  return elements instanceof SourceFault ? [] : elements;
}

function holdersOf(arrangement: ArrangementRecord): readonly string[] {
  return listed(arrangement.holders).map(({ recordId }) => recordId);
}

/** A loan names its guarantors too. */
function loanParties(loan: LoanRecord): readonly string[] {
  return [...holdersOf(loan), ...listed(loan.guarantors).flatMap(({ recordId }) => recordId ?? [])];
}

function peopleOf(party: PartyRecord): readonly string[] {
  const others: readonly GuardianRecord[] = [...listed(party.guardians), ...listed(party.wards)];
  return [party.recordId, ...others.map(({ partyId }) => partyId)];
}

const each =
  <T>(of: (item: T) => readonly string[]) =>
  ({ items }: Listing<T>): readonly string[] =>
    items.flatMap(of);

export const CORE_PARTY: Operation<PartyRecord> = {
  source: "core-banking",
  name: "party",
  namesRecord: true,
  recordsIn: peopleOf,
};

export const CORE_ACCOUNTS: Operation<Listing<ArrangementRecord>> = {
  source: "core-banking",
  name: "accounts",
  namesRecord: true,
  recordsIn: each(holdersOf),
};

export const CORE_INVESTMENTS: Operation<Listing<ArrangementRecord>> = {
  source: "core-banking",
  name: "investments",
  namesRecord: true,
  recordsIn: each(holdersOf),
};

export const CORE_ACCOUNT = byNumber("core-banking", "account", holdersOf);
export const CORE_INVESTMENT = byNumber("core-banking", "investment", holdersOf);
export const LOAN_BY_NUMBER = byNumber("loan", "loan", loanParties);
export const CARD_BY_KEY = byNumber("card", "card", holdersOf);

export const LOANS: Operation<Listing<LoanRecord>> = {
  source: "loan",
  name: "loans",
  namesRecord: true,
  recordsIn: each(loanParties),
};

export const CARD_CUSTOMER: Operation<CardCustomer> = {
  source: "card",
  name: "customer",
  namesRecord: true,
  recordsIn: ({ party, cards }) => [party.recordId, ...each(holdersOf)(cards)],
};

export const CRM_CUSTOMER: Operation<CrmCustomerRecord> = {
  source: "crm",
  name: "customer",
  namesRecord: true,
  recordsIn: ({ party }) => [party.recordId],
};

/** The same, asked by the core's number: another question with the same rule. */
export const CRM_CUSTOMER_BY_CIF: Operation<CrmCustomerRecord> = { ...CRM_CUSTOMER, namesRecord: false };

export function searchAt(source: SourceName): Operation<Listing<PartyRecord>> {
  return { source, name: "search", namesRecord: false, recordsIn: each(peopleOf) };
}

/** What a registry says of a company, by the company's own number. */
export function companyAt(source: SourceName): Operation<unknown> {
  return { source, name: "company", namesRecord: true, recordsIn: () => [] };
}

/** A page of postings does not say whose account it is, so nothing could make it cold: it has no rule and is never kept. */
export const CORE_TRANSACTIONS: Operation<unknown> = {
  source: "core-banking",
  name: "transactions",
  namesRecord: false,
  recordsIn: () => [],
};

function byNumber<T>(source: SourceName, name: string, recordsIn: (value: T) => readonly string[]): Operation<T> {
  return { source, name, namesRecord: false, recordsIn };
}
