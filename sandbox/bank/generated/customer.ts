import type { Account, BankCustomer, Card, Holder, Investment, Loan } from "../model.js";
import { registeredCompany } from "./company.js";
import { card, loan } from "./credit.js";
import { depositAccount, investment } from "./deposits.js";
import { Draw } from "./draw.js";
import { companyKnowledge } from "./company-knowledge.js";
import { personKnowledge } from "./knowledge.js";
import { personName } from "./names.js";
import type { Population } from "./population.js";
import { consents, coverage, interactions } from "./relationship.js";
import { bureauReport } from "./report.js";
import { type Traits, traitsOf } from "./traits.js";

interface Products {
  readonly accounts: Account[];
  readonly investments: Investment[];
  readonly loans: Loan[];
  readonly cards: Card[];
}

/** Customer i: a pure function of the seed, the size of the bank and i. Nothing is stored. */
export function generatedCustomer(population: Population, i: number): BankCustomer {
  const { seed, size, numbering } = population;
  const traits = traitsOf(seed, size, i);
  const draw = new Draw(seed, i, "person");
  const person = traits.kind === "PERSON";
  const company = person ? null : registeredCompany(population, i);
  const name = company?.name ?? personName(draw);
  const known = company ? companyKnowledge(population, i, company) : personKnowledge(population, i, traits, name);
  const products = traits.prospect ? NO_PRODUCTS : productsOf(population, i, traits);
  const document = known.core.documents[0];
  return {
    kind: traits.kind,
    status: statusOf(traits, draw),
    cif: traits.prospect ? null : numbering.cif(i),
    birthDate: person ? traits.birthDate : null,
    nationality: person ? (traits.mainDocument === "FOREIGN_PR" ? "US" : "CN") : null,
    occupation: person && draw.chance(0.7) ? draw.pick(["教师", "工程师", "个体经营", "公务员", "护士", "退休"]) : null,
    annualIncome: person && draw.chance(0.6) ? `${draw.between(3, 90)}0000.00` : null,
    riskAppetite:
      person && draw.chance(0.5)
        ? draw.pick(["CONSERVATIVE", "STEADY", "BALANCED", "GROWTH", "AGGRESSIVE"] as const)
        : null,
    taxResidency: draw.chance(0.6) ? "CN" : null,
    company,
    confidentiality: draw.chance(0.98) ? "NORMAL" : draw.pick(["VIP", "STAFF"] as const),
    core: traits.prospect ? null : known.core,
    card: products.cards.length > 0 ? known.card : null,
    loan: products.loans.length > 0 ? known.loan : null,
    crm: known.crm,
    guardians: [],
    wards: [],
    ...products,
    coverage: coverage(population, i),
    consents: consents(population, i),
    serviceScore: draw.chance(0.4) ? draw.between(20, 50) / 10 : null,
    interactions: interactions(population, i),
    report: document ? bureauReport(seed, i, name, document) : null,
  };
}

const NO_PRODUCTS: Products = { accounts: [], investments: [], loans: [], cards: [] };

function statusOf(traits: Traits, draw: Draw): BankCustomer["status"] {
  if (traits.prospect) return "PROSPECT";
  return draw.chance(0.93) ? "ACTIVE" : draw.pick(["DORMANT", "DORMANT", "CLOSED"] as const);
}

function productsOf(population: Population, i: number, traits: Traits): Products {
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
