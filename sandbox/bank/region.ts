import type { Bank } from "./bank.js";
import type { BankCustomer } from "./model.js";

/** A part of the bank with a core and a credit system of its own. */
export interface Region {
  readonly name: string;
  /** How the customer and borrower numbers of its customers begin. */
  readonly keyPrefixes: readonly string[];
}

/** What the systems of one region know: its own customers and what they hold. Null for all that is left to the head office. */
export function regionalBank(bank: Bank, region: Region | null, regions: readonly Region[]): Bank {
  const isOurs = (key: string): boolean =>
    (regions.find(({ keyPrefixes }) => keyPrefixes.some((prefix) => key.startsWith(prefix))) ?? null) === region;
  const mine = (customer: BankCustomer | null): BankCustomer | null => {
    const key = customer?.cif ?? customer?.loan?.recordId;
    return customer !== null && key !== undefined && isOurs(key) ? customer : null;
  };
  const heldHere = <T extends { readonly holders: readonly { readonly cif: string; readonly role: string }[] }>(
    held: T | null,
  ): T | null => {
    const owner = held?.holders.find(({ role }) => role === "PRIMARY")?.cif;
    return owner !== undefined && isOurs(owner) ? held : null;
  };
  const regional: Bank = {
    ...bank,
    byCif: (cif) => mine(bank.byCif(cif)),
    byRecordId: (system, recordId) => mine(bank.byRecordId(system, recordId)),
    byIdentifier: (system, type, value) =>
      bank.byIdentifier(system, type, value).filter((customer) => mine(customer) !== null),
    account: (id) => heldHere(bank.account(id)),
    investment: (id) => heldHere(bank.investment(id)),
    loan: (id) => {
      const loan = bank.loan(id);
      return loan !== null && regional.byRecordId("loan", loan.borrowerId) !== null ? loan : null;
    },
    transactions: (id) => (regional.account(id) === null ? [] : bank.transactions(id)),
  };
  return regional;
}
