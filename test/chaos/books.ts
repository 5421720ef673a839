import { expect } from "vitest";
import type { BankCustomer } from "../../sandbox/bank/model.js";
import type { Answer, Data } from "../support/world.js";

/** The page against the bank's own books, which the gateway never sees: what it shows is what there is, to the cent. */
export function assertAsInBooks({ data, errors }: Answer, bank: BankCustomer): void {
  expect(errors).toEqual([]);
  const { customer } = data.viewer;
  const mine = ({ holders }: { readonly holders: readonly { readonly cif: string; readonly role: string }[] }) =>
    holders.some(({ cif, role }) => cif === bank.cif && role === "PRIMARY");
  expectSection(customer.depositAccounts, bank.accounts.filter(mine), ({ balance }) => balance);
  expectSection(customer.investments, bank.investments.filter(mine), ({ marketValue }) => marketValue);
  expectSection(customer.loans, bank.loans, ({ outstanding }) => outstanding);
  expectSection(customer.creditCards, bank.cards, ({ owed }) => owed);
  expect(customer.coverage?.primaryManager).not.toBeUndefined();
  expect(customer.consents.edges).toHaveLength(bank.consents.length);
}

function expectSection<T>(section: Data, held: readonly T[], amountOf: (each: T) => string): void {
  expect(section.totalCount).toBe(held.length);
  if (held.length > section.edges.length) return;
  const inOrder = (amounts: readonly number[]) => amounts.toSorted((left, right) => left - right);
  const shown: readonly number[] = section.edges.map(({ node }: Data) => Number(node.balance.amount));
  expect(inOrder(shown)).toEqual(inOrder(held.map((each) => Number(amountOf(each)))));
}
