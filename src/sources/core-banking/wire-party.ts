import { toCalendarDate, toInstant } from "../../domain/instant.js";
import { toMoney } from "../../domain/money.js";
import type {
  ContactRecord,
  DocumentRecord,
  GuardianRecord,
  PartyRecord,
  RegistrationRecord,
} from "../../domain/records/party.js";
import type { TransactionRecord } from "../../domain/records/arrangement.js";
import { seal } from "../../domain/sealed.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type {
  MoneyAmount,
  Party,
  PartyContact,
  PartyDocument,
  PartyGuardian,
  PartyRegistration,
  Transaction,
} from "./wire.generated.js";

const SOURCE = "core-banking";

export function toParty(wire: WireRecord<Party>): PartyRecord {
  return {
    source: SOURCE,
    recordId: wire.required("partyId", asIs),
    kind: wire.required("partyKind", (kind) => (kind === "PERSON" ? "PERSON" : "ORGANIZATION")),
    status: wire.leaf("status", asIs),
    name: wire.leaf("name", seal<string>),
    birthDate: wire.leaf("birthDate", (date) => seal(toCalendarDate(date))),
    nationality: wire.leaf("nationality", asIs),
    occupation: wire.leaf("occupation", asIs),
    annualIncome: wire.nested("annualIncome", (income) => seal(toWholeMoney(income))),
    riskAppetite: wire.leaf("riskAppetite", seal<string>),
    taxResidency: wire.leaf("taxResidency", seal<string>),
    documents: wire.elements("documents", toDocument),
    contacts: wire.elements("contacts", toContact),
    guardians: wire.elements("guardians", toGuardian),
    wards: wire.elements("wards", toGuardian),
    registration: wire.nested("registration", toRegistration),
    confidentiality: wire.leaf("confidentiality", asIs),
    observedAt: wire.optional("observedAt", toInstant),
    collectedBy: wire.optional("collectedBy", asIs),
    collectionChannel: wire.optional("collectionChannel", asIs),
    crossReference: null,
  };
}

export function toTransaction(wire: WireRecord<Transaction>): TransactionRecord {
  const currency = wire.required("currency", asIs);
  return {
    source: SOURCE,
    recordId: wire.required("transactionId", asIs),
    postedAt: wire.required("postedAt", toInstant),
    amount: wire.leaf("amount", (amount) => seal(toMoney(amount, currency))),
    direction: wire.leaf("direction", asIs),
    description: wire.leaf("description", seal<string>),
    counterparty: wire.leaf("counterparty", seal<string>),
    channel: wire.leaf("channel", asIs),
    customerInitiated: wire.optional("customerInitiated", asIs) ?? false,
  };
}

/** An amount without its currency, or the other way round, is no amount. */
function toWholeMoney(wire: WireRecord<MoneyAmount>) {
  return toMoney(wire.required("amount", asIs), wire.required("currency", asIs));
}

function toDocument(wire: WireRecord<PartyDocument>): DocumentRecord {
  return {
    type: wire.required("type", asIs),
    number: wire.leaf("number", seal<string>),
    issuer: wire.leaf("issuer", seal<string>),
    validTo: wire.leaf("validTo", toCalendarDate),
    verifiedWithAuthorityAt: wire.leaf("verifiedAt", toInstant),
  };
}

function toContact(wire: WireRecord<PartyContact>): ContactRecord {
  return {
    kind: wire.required("kind", asIs),
    value: wire.leaf("value", seal<string>),
    verification: wire.optional("verification", asIs) ?? "NONE",
    observedAt: wire.optional("observedAt", toInstant),
    preferred: wire.optional("preferred", asIs) ?? false,
    // Unreadable means that we may not write to the customer.
    doNotContact: wire.optional("doNotContact", asIs) ?? true,
  };
}

function toGuardian(wire: WireRecord<PartyGuardian>): GuardianRecord {
  return {
    partyId: wire.required("partyId", asIs),
    basis: wire.leaf("basis", asIs),
    validTo: wire.leaf("validTo", toCalendarDate),
  };
}

function toRegistration(wire: WireRecord<PartyRegistration>): RegistrationRecord {
  return {
    legalName: wire.leaf("legalName", asIs),
    unifiedSocialCreditCode: wire.leaf("uscc", asIs),
    lei: wire.leaf("lei", asIs),
    industry: wire.leaf("industry", asIs),
    registrationStatus: wire.leaf("status", asIs),
    registeredCapital: wire.nested("registeredCapital", toWholeMoney),
    legalRepresentative: wire.leaf("legalRepresentative", seal<string>),
  };
}
