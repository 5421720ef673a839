import type { Attribute } from "../../domain/attribute.js";
import type { PartyRecord, RegistrationRecord } from "../../domain/records/party.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { SourceName } from "../../domain/source.js";

const FIELD: Partial<Record<Attribute, keyof PartyRecord>> = {
  LEGAL_NAME: "name",
  BIRTH_DATE: "birthDate",
  NATIONALITY: "nationality",
  OCCUPATION: "occupation",
  ANNUAL_INCOME: "annualIncome",
  RISK_APPETITE: "riskAppetite",
  TAX_RESIDENCY: "taxResidency",
};

const REGISTERED: Partial<Record<Attribute, keyof RegistrationRecord>> = {
  UNIFIED_SOCIAL_CREDIT_CODE: "unifiedSocialCreditCode",
  LEI: "lei",
  REGISTERED_CAPITAL: "registeredCapital",
  REGISTRATION_STATUS: "registrationStatus",
  LEGAL_REPRESENTATIVE: "legalRepresentative",
  INDUSTRY: "industry",
};

/** The sources that may say something of an attribute which could not be read: they are missing from what is told of it. */
export function unreadableAt(parties: readonly PartyRecord[], attribute: Attribute): readonly SourceName[] {
  return parties.filter((party) => isUnreadable(party, attribute)).map(({ source }) => source);
}

function isUnreadable(party: PartyRecord, attribute: Attribute): boolean {
  const { contacts, documents, registration } = party;
  const field = FIELD[attribute];
  if (field !== undefined) return party[field] instanceof SourceFault;
  const registered = REGISTERED[attribute];
  if (registered !== undefined) {
    return registration instanceof SourceFault || registration?.[registered] instanceof SourceFault;
  }
  if (attribute === "IDENTITY_DOCUMENT") {
    return documents instanceof SourceFault || documents.some(({ number }) => number instanceof SourceFault);
  }
  return (
    contacts instanceof SourceFault ||
    contacts.some(({ kind, value }) => kind === attribute && value instanceof SourceFault)
  );
}
