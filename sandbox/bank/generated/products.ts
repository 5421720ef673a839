import type { Account, Card, Holder, Investment, Loan } from "../model.js";
import { card, loan } from "./credit.js";
import { depositAccount, investment } from "./deposits.js";
import { Draw } from "./draw.js";
import type { Population } from "./population.js";
import type { Traits } from "./traits.js";

/** What a customer has and owes. */
export interface Products {
  readonly accounts: Account[];
  readonly investments: Investment[];
  readonly loans: Loan[];
  readonly cards: Card[];
}

const NO_PRODUCTS: Products = { accounts: [], investments: [], loans: [], cards: [] };

/** Drawn apart from who the customer is, so that books can be read without him. */
export function productsOf(population: Population, i: number, traits: Traits): Products {
  if (traits.prospect) return NO_PRODUCTS;
  const { seed, numbering } = population;
  const draw = new Draw(seed, i, "products");
  const sole: Holder = { cif: numbering.cif(i), role: "PRIMARY", sharePercent: 100 };
  const company = traits.kind === "ORGANIZATION";
  const products: Products = { accounts: [], investments: [], loans: [], cards: [] };
  if (traits.products > 0) products.accounts.push(depositAccount(population, i, 0, [sole]));
  for (let n = 2; n <= traits.products; n++) {
    const share = draw.next();
    if (share < 0.35) products.accounts.push(depositAccount(population, i, n, [sole]));
    else if (share < 0.6) products.investments.push(investment(population, i, n, sole));
    else if (share < 0.8 || company) products.loans.push(loan(population, i, n, company));
    else products.cards.push(card(population, i, n));
  }
  // One company in four hundred borrows by the invoice: hundreds of open items.
  if (company && draw.chance(1 / 400)) {
    for (let n = 100; n < 600; n++) products.loans.push(loan(population, i, n, true));
  }
  if (traits.sharesAccount && traits.partner !== null)
    products.accounts.push(jointAccount(population, i, traits.partner));
  return products;
}

/** Held by both of a couple; its primary holder is the one at the even position. */
function jointAccount(population: Population, i: number, partner: number): Account {
  const first = Math.min(i, partner);
  const { numbering } = population;
  return depositAccount(population, first, 1, [
    { cif: numbering.cif(first), role: "PRIMARY", sharePercent: 50 },
    { cif: numbering.cif(first + 1), role: "JOINT", sharePercent: 50 },
  ]);
}
