import type { BankCustomer } from "../model.js";
import { registeredCompany } from "./company.js";
import { companyKnowledge } from "./company-knowledge.js";
import { personKnowledge } from "./knowledge.js";
import { personalFacts } from "./personal-facts.js";
import type { Population } from "./population.js";
import { productsOf } from "./products.js";
import { consents, coverage, interactions } from "./relationship.js";
import { bureauReport } from "./report.js";
import { traitsOf } from "./traits.js";

/** Customer i: a pure function of the seed, the size of the bank and i. Nothing is stored. */
export function generatedCustomer(population: Population, i: number): BankCustomer {
  const { seed, size, numbering } = population;
  const traits = traitsOf(seed, size, i);
  const person = traits.kind === "PERSON";
  const company = person ? null : registeredCompany(population, i);
  const { personName, ...personal } = personalFacts(population, i, traits);
  const name = company?.name ?? personName ?? "";
  const known = company ? companyKnowledge(population, i, company) : personKnowledge(population, i, traits, name);
  const products = productsOf(population, i, traits);
  const document = known.core.documents[0];
  return {
    kind: traits.kind,
    cif: traits.prospect ? null : numbering.cif(i),
    birthDate: person ? traits.birthDate : null,
    nationality: person ? (traits.mainDocument === "FOREIGN_PR" ? "US" : "CN") : null,
    ...personal,
    company,
    core: traits.prospect ? null : known.core,
    card: products.cards.length > 0 ? known.card : null,
    loan: products.loans.length > 0 ? known.loan : null,
    crm: known.crm,
    guardians: [],
    wards: [],
    ...products,
    coverage: coverage(population, i),
    consents: consents(population, i),
    interactions: interactions(population, i),
    report: document ? bureauReport(seed, i, name, document) : null,
  };
}
