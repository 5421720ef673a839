import type { Bank } from "../../bank/bank.js";
import type { BankCustomer, CoverageMember } from "../../bank/model.js";

/** A customer in the CRM's words, with coverage and consents. Null for someone the CRM does not know. */
export function toCrmCustomer(bank: Bank, customer: BankCustomer) {
  const { crm, company } = customer;
  if (!crm) return null;
  const document = crm.documents[0];
  return {
    crmId: crm.recordId,
    cif: customer.cif,
    customerKind: customer.kind === "PERSON" ? "PERSON" : "ORGANISATION",
    name: crm.name,
    idType: company ? "USCC" : (document?.type ?? null),
    idNumber: company?.uscc ?? document?.number ?? null,
    birthDate: customer.birthDate,
    contacts: crm.contacts,
    updatedAt: crm.observedAt,
    confidentiality: customer.confidentiality,
    serviceScore: customer.serviceScore,
    coverage: toCoverage(bank, customer.coverage),
    consents: customer.consents,
    analytics: bank.analytics(customer),
  };
}

function toCoverage(bank: Bank, coverage: BankCustomer["coverage"]) {
  const owningBranch = coverage ? bank.orgUnit(coverage.owningBranch) : null;
  if (!coverage || !owningBranch) return null;
  const member = (of: CoverageMember) => ({ ...of, name: bank.staff(of.staffId)?.name ?? of.staffId });
  return {
    primaryManager: coverage.primaryManager === null ? null : bank.staff(coverage.primaryManager),
    owningBranch,
    team: coverage.team.map(member),
    history: coverage.history.map(member),
  };
}
