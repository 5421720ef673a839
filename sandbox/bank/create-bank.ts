import { analyticsOf } from "./analytics/analytics.js";
import { Listing } from "./analytics/listing.js";
import type { Bank, IdentifierType } from "./bank.js";
import { candidates } from "./candidates.js";
import { carries } from "./carries.js";
import { Changes, recordPage } from "./feeds.js";
import {
  fixtureAccounts,
  fixtureByIdentifier,
  fixtureCards,
  fixtureCustomers,
  fixtureInvestments,
  fixtureLoans,
} from "./fixture/fixture.js";
import { fixtureTransactions } from "./fixture/transactions.js";
import { generatedCustomer } from "./generated/customer.js";
import { Population } from "./generated/population.js";
import { postingsOf, transactionsOf } from "./generated/transactions.js";
import type { Account, BankCustomer, IsoDate } from "./model.js";
import { Numbering } from "./numbers/numbering.js";
import { recent } from "./recent.js";
import { registryLookups } from "./registry-view.js";
import { staffLookups } from "./staff-view.js";

const OF_SYSTEM = { core: "CIF", card: "CARD_CUSTOMER", loan: "LOAN_CUSTOMER", crm: "CRM" } as const;

export interface BankOptions {
  /** The same seed and size give the same bank. */
  readonly seed?: number;
  /** How many customers beside the fixture's; up to ten million, all at once there, none of them stored. */
  readonly size?: number;
}

/** The bank: the named customers of the fixture and the generated population. Starts at once, whatever its size. */
export function createBank({ seed = 20_260_630, size = 100_000 }: BankOptions = {}): Bank {
  const population = new Population(seed, size, new Numbering(seed, size));
  const { numbering } = population;
  const customerAt = recent(1_000, (position) => generatedCustomer(population, position));
  const behind = (stream: Parameters<Numbering["position"]>[0], id: string): BankCustomer | null => {
    const position = numbering.position(stream, id);
    return position === null ? null : customerAt(position);
  };
  const holders = (type: IdentifierType, value: string): readonly BankCustomer[] => {
    const generated = candidates(population, type, value).map(customerAt);
    return [...fixtureByIdentifier(type, value), ...generated];
  };
  const changes = new Changes();
  const everybody = fixtureCustomers.length + size;
  const anybody = (position: number): BankCustomer =>
    changes.applied(fixtureCustomers[position] ?? generatedCustomer(population, position - fixtureCustomers.length));
  const lastOwn = (accounts: readonly Account[]): IsoDate | null =>
    accounts
      .flatMap((account) => lastOwnPosting(seed, account) ?? [])
      .toSorted()
      .at(-1) ?? null;
  const listing = new Listing(population, lastOwn, (mobile) => bank.byIdentifier("crm", "MOBILE", mobile));
  const bank: Bank = {
    size,
    ...registryLookups(population),
    ...staffLookups(population),
    byCif: (cif) => bank.byIdentifier("core", "CIF", cif)[0] ?? null,
    byRecordId: (system, recordId) => bank.byIdentifier(system, OF_SYSTEM[system], recordId)[0] ?? null,
    byIdentifier(system, type, value) {
      const now = holders(type, value).map((customer) => changes.applied(customer));
      const found = [
        ...now.filter((each) => carries(each, system, type, value)),
        ...changes.carrying(system, type, value),
      ];
      return [...new Map(found.map((customer) => [customer[system]?.recordId, customer])).values()];
    },
    records: (system, after, limit) => recordPage(system, after, limit, everybody, anybody),
    changes: (system, after, limit) => changes.after(system, after, limit),
    lastChange: (system) => changes.latest(system),
    alter(system, recordId, alteration) {
      const [before] = holders(OF_SYSTEM[system], recordId);
      if (before === undefined) throw new RangeError("the system has no such record");
      return changes.alter(system, before, alteration);
    },
    account: (id) =>
      fixtureAccounts.get(id) ?? behind("account", id)?.accounts.find((account) => account.accountId === id) ?? null,
    investment: (id) =>
      fixtureInvestments.get(id) ?? behind("holding", id)?.investments.find((held) => held.holdingId === id) ?? null,
    loan: (id) => fixtureLoans.get(id) ?? behind("loan", id)?.loans.find((loan) => loan.loanId === id) ?? null,
    card: (id) => fixtureCards.get(id) ?? behind("card", id)?.cards.find((card) => card.cardId === id) ?? null,
    transactions(id) {
      const account = bank.account(id);
      return fixtureTransactions.get(id) ?? (account ? transactionsOf(seed, account) : []);
    },
    analytics: (customer) => analyticsOf({ ...customer, lastOwnTransactionOn: lastOwn(customer.accounts) }),
    listing: (query, after, limit) => {
      const owning = bank.orgUnits().map(({ unitId }) => unitId);
      return listing.page(query, owning, after, limit);
    },
    prepareListing: () => listing.prepare(),
    reportByDocument(type, number) {
      const reports = holders(type, number).map((customer) => customer.report);
      return reports.find((report) => report?.documentType === type && report.documentNumber === number) ?? null;
    },
  };
  return bank;
}

/** Postings come newest first, so the first of the customer's own is the last one. */
function lastOwnPosting(seed: number, account: Account): IsoDate | null {
  for (const posting of fixtureTransactions.get(account.accountId) ?? postingsOf(seed, account)) {
    if (posting.customerInitiated) return posting.postedAt.slice(0, 10);
  }
  return null;
}
