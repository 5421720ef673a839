import { Decimal } from "decimal.js";
import type { BankCustomer } from "../../sandbox/bank/model.js";
import type { GraphqlAnswer } from "./ask.js";
import { SECTIONS, TOTALS, type DemoPage, type TotalName } from "./demo-page.js";

/**
 * What is wrong with or missing from the page, against the bank's own books: an empty list is a good page. The figures
 * are added up anew from the sandbox's model, which the gateway never sees.
 */
export function faultsOf({ data, errors }: GraphqlAnswer<DemoPage>, bank: BankCustomer): string[] {
  const customer = data?.customer;
  const faults = (errors ?? []).map(({ message }) => message);
  if (!customer) return [...faults, "the customer is missing"];
  const expected = totalsOf(bank);
  for (const name of TOTALS) {
    if (customer.position[name]?.amount !== expected[name]) faults.push(`position.${name} is not what the books say`);
  }
  if (!customer.position.complete) faults.push("the position is not complete");
  const count = ownAccounts(bank).length + bank.investments.length + bank.loans.length + bank.cards.length;
  if (customer.position.productCount !== count) faults.push("the number of products is not what the books say");
  for (const name of SECTIONS) {
    const section = customer[name];
    if (section === null || section.edges.length === 0) faults.push(`${name} is missing`);
    else if (section.sources.some(({ state }) => state !== "FRESH")) faults.push(`${name} is not fresh`);
  }
  if (customer.displayName === null || customer.displayName === bank.core?.name) faults.push("the name is not masked");
  return faults;
}

function totalsOf(bank: BankCustomer): Record<TotalName, string> {
  const deposits = sum(ownAccounts(bank).map(({ balance }) => balance));
  const investments = sum(bank.investments.map(({ marketValue }) => marketValue));
  const aum = deposits.plus(investments);
  const totalOwed = sum([...bank.loans.map(({ outstanding }) => outstanding), ...bank.cards.map(({ owed }) => owed)]);
  const availableCredit = sum(bank.cards.map(({ available }) => available));
  const exact = { deposits, investments, aum, totalOwed, availableCredit, netPosition: aum.minus(totalOwed) };
  return Object.fromEntries(TOTALS.map((name) => [name, exact[name].toFixed(2)])) as Record<TotalName, string>;
}

function ownAccounts({ accounts, cif }: BankCustomer) {
  return accounts.filter(({ holders }) => holders.some((holder) => holder.cif === cif && holder.role === "PRIMARY"));
}

function sum(amounts: readonly string[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(amount), new Decimal(0));
}
