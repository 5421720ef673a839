import type { IdentifierType, RecordSystem } from "./identifiers.js";
import type { BankCustomer } from "./model.js";

/** Whether the record this system keeps of a customer holds the identifier, to the letter. */
export function carries(customer: BankCustomer, system: RecordSystem, type: IdentifierType, value: string): boolean {
  const known = customer[system];
  if (!known) return false;
  switch (type) {
    case "CIF":
      return (system === "core" || system === "crm") && customer.cif === value;
    case "CARD_CUSTOMER":
      return system === "card" && known.recordId === value;
    case "LOAN_CUSTOMER":
      return system === "loan" && known.recordId === value;
    case "CRM":
      return system === "crm" && known.recordId === value;
    case "USCC":
      return customer.company?.uscc === value;
    case "LEI":
      return system === "core" && customer.company?.lei === value;
    case "MOBILE":
    case "EMAIL":
      return known.contacts.some((contact) => contact.kind === type && contact.value === value);
    case "ACCOUNT_NUMBER":
      return system === "core" && customer.accounts.some((account) => account.accountNumber === value);
    case "CARD_PAN":
      return system === "card" && customer.cards.some((card) => card.pan === value);
    default:
      return known.documents.some((document) => document.type === type && document.number === value);
  }
}

/** Every identifier under which any system knows a customer: what an index of the fixture is made of. */
export function identifiersOf(customer: BankCustomer): readonly (readonly [IdentifierType, string])[] {
  const found: (readonly [IdentifierType, string])[] = [];
  if (customer.cif) found.push(["CIF", customer.cif]);
  if (customer.card) found.push(["CARD_CUSTOMER", customer.card.recordId]);
  if (customer.loan) found.push(["LOAN_CUSTOMER", customer.loan.recordId]);
  if (customer.crm) found.push(["CRM", customer.crm.recordId]);
  if (customer.company) found.push(["USCC", customer.company.uscc]);
  if (customer.company?.lei) found.push(["LEI", customer.company.lei]);
  for (const known of [customer.core, customer.card, customer.loan, customer.crm]) {
    for (const document of known?.documents ?? []) found.push([document.type, document.number]);
    for (const contact of known?.contacts ?? []) {
      if (contact.kind === "MOBILE" || contact.kind === "EMAIL") found.push([contact.kind, contact.value]);
    }
  }
  for (const account of customer.accounts) found.push(["ACCOUNT_NUMBER", account.accountNumber]);
  for (const card of customer.cards) found.push(["CARD_PAN", card.pan]);
  return found;
}
