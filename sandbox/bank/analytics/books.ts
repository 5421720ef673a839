import type { Account, BankCustomer, IsoDate } from "../model.js";

/** What the figures are computed from: a customer's products and standing, and when he last did something himself. */
export interface Books extends Pick<
  BankCustomer,
  "cif" | "status" | "accounts" | "investments" | "loans" | "serviceScore"
> {
  /** Of any of his accounts; interest, fees and batches are not his doing. Null when there was none. */
  readonly lastOwnTransactionOn: IsoDate | null;
}

/** The day on which the customer's first account was opened; null without one. */
export function firstAccountOn(accounts: readonly Account[]): IsoDate | null {
  return accounts.map(({ openedOn }) => openedOn).toSorted()[0] ?? null;
}

/** Since when nothing has been done: the last own transaction, or else the day the first account was opened. */
export function lastActivityOn({ accounts, lastOwnTransactionOn }: Books): IsoDate | null {
  return lastOwnTransactionOn ?? firstAccountOn(accounts);
}
