import type { Account, BankCustomer, Company, Guardianship, Holder, Investment } from "../../bank/model.js";

/** The bank's own view in core banking's words; the shapes are those of the contract's components. */

const holderOf = ({ cif, ...rest }: Holder) => ({ partyId: cif, ...rest });
const guardianOf = ({ cif, ...rest }: Guardianship) => ({ partyId: cif, ...rest });

export function toAccount(account: Account) {
  return { ...account, holders: account.holders.map(holderOf) };
}

export function toInvestment(investment: Investment) {
  return { ...investment, holders: investment.holders.map(holderOf) };
}

/** Null for someone the core does not know: a prospect. */
export function toParty(customer: BankCustomer) {
  const { core, company, annualIncome } = customer;
  if (!core || customer.cif === null) return null;
  return {
    partyId: customer.cif,
    partyKind: customer.kind === "PERSON" ? "PERSON" : "ORGANISATION",
    status: customer.status,
    name: core.name,
    birthDate: customer.birthDate,
    nationality: customer.nationality,
    occupation: customer.occupation,
    annualIncome: annualIncome === null ? null : { amount: annualIncome, currency: "CNY" },
    riskAppetite: customer.riskAppetite,
    taxResidency: customer.taxResidency,
    documents: core.documents,
    contacts: core.contacts,
    guardians: customer.guardians.map(guardianOf),
    wards: customer.wards.map(guardianOf),
    registration: company ? toRegistration(company) : null,
    confidentiality: customer.confidentiality,
    observedAt: core.observedAt,
    collectedBy: core.collectedBy,
    collectionChannel: core.collectionChannel,
  };
}

/** A party as the feed has it: with the numbers of the accounts that it holds alone or first. */
export function toFeedEntry(customer: BankCustomer) {
  return { party: toParty(customer), accountNumbers: customer.accounts.map(({ accountNumber }) => accountNumber) };
}

function toRegistration(company: Company) {
  return {
    uscc: company.uscc,
    lei: company.lei,
    legalName: company.name,
    legalRepresentative: company.legalRepresentative,
    industry: company.industry,
    registeredCapital: { amount: company.registeredCapital, currency: company.currency },
    status: company.status,
  };
}
