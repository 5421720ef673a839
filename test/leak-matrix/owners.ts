import { fixtureCustomers } from "../../sandbox/bank/fixture/fixture.js";
import type { Canary, CanaryBank } from "./canary/canary-bank.js";

/** Whose secret a canary is, by customer number: an account's is its holders', a company's is the company's. */
export function ownersOf({ bank }: CanaryBank): (canary: Canary) => readonly string[] {
  const holders = new Map<string, Set<string>>();
  const add = (key: string | null | undefined, number: string | null): void => {
    if (key === null || key === undefined || number === null) return;
    holders.set(key, (holders.get(key) ?? new Set<string>()).add(number));
  };
  for (const { cif } of fixtureCustomers) {
    const customer = cif === null ? null : bank.byCif(cif);
    if (customer === null) continue;
    add(cif, cif);
    add(customer.company?.uscc, cif);
    for (const { accountId } of customer.accounts) add(accountId, cif);
    for (const { holdingId } of customer.investments) add(holdingId, cif);
    for (const { loanId } of customer.loans) add(loanId, cif);
    for (const { cardId } of customer.cards) add(cardId, cif);
  }
  return ({ owners }) => [...owners].flatMap((owner) => [...(holders.get(owner) ?? [])]);
}
