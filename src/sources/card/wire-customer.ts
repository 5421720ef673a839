import type { IdentityDocumentType } from "../../domain/identifier.js";
import { toCalendarDate, toInstant, type Instant } from "../../domain/instant.js";
import type { Listing } from "../../domain/outcome.js";
import type { CreditCardRecord } from "../../domain/records/arrangement.js";
import type { ContactRecord, PartyRecord, RegistrationRecord } from "../../domain/records/party.js";
import { seal } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { CardCustomer as WireCustomer, CardMobile } from "./wire.generated.js";
import { toCreditCard } from "./wire.js";

/** A customer of the card centre, and the cards: they always come together. */
export interface CardCustomer {
  readonly party: PartyRecord;
  readonly cards: Listing<CreditCardRecord>;
}

export function toCardCustomer(wire: WireRecord<WireCustomer>): CardCustomer {
  return { party: toParty(wire), cards: toCards(wire) };
}

function toParty(wire: WireRecord<WireCustomer>): PartyRecord {
  const idType = wire.required("id_type", asIs);
  const observedAt = wire.optional("updated_at", toInstant);
  return {
    source: "card",
    recordId: wire.required("customer_id", asIs),
    kind: idType === "USCC" ? "ORGANIZATION" : "PERSON",
    status: null,
    name: wire.leaf("name", seal<string>),
    birthDate: wire.leaf("birth_date", (date) => seal(toCalendarDate(date))),
    nationality: null,
    occupation: null,
    annualIncome: null,
    riskAppetite: null,
    taxResidency: null,
    documents: idType === "USCC" ? [] : [toDocument(wire, idType)],
    contacts: [...toMobile(wire, observedAt), ...toEmail(wire, observedAt)],
    guardians: [],
    wards: [],
    registration: idType === "USCC" ? toRegistration(wire) : null,
    confidentiality: null,
    observedAt,
    collectedBy: null,
    collectionChannel: null,
    crossReference: null,
  };
}

/** A customer whose cards cannot be read at all is still a customer. */
function toCards(wire: WireRecord<WireCustomer>): Listing<CreditCardRecord> {
  try {
    return wire.listing("cards", toCreditCard);
  } catch (error) {
    if (error instanceof SourceFault) return { items: [], gaps: [error] };
    throw error;
  }
}

function toDocument(wire: WireRecord<WireCustomer>, type: IdentityDocumentType) {
  const number = wire.leaf("id_no", seal<string>);
  return { type, number, issuer: null, validTo: null, verifiedWithAuthorityAt: null };
}

function toRegistration(wire: WireRecord<WireCustomer>): RegistrationRecord {
  return {
    legalName: wire.leaf("name", asIs),
    unifiedSocialCreditCode: wire.leaf("id_no", asIs),
    lei: null,
    industry: null,
    registrationStatus: null,
    registeredCapital: null,
    legalRepresentative: null,
  };
}

/** The system keeps no wishes of how to be contacted. */
const NO_PREFERENCE = { preferred: false, doNotContact: false };

/** A number that was verified is known from that moment, one that was not from the last change of the record. */
function toMobile(wire: WireRecord<WireCustomer>, updatedAt: Instant | null): readonly ContactRecord[] {
  const toContact = (mobile: WireRecord<CardMobile>): ContactRecord => ({
    kind: "MOBILE",
    value: mobile.leaf("number", seal<string>),
    verification: mobile.optional("verification", asIs) ?? "NONE",
    observedAt: mobile.optional("verified_at", toInstant) ?? updatedAt,
    ...NO_PREFERENCE,
  });
  const contact = wire.nested("mobile", toContact);
  if (contact === null) return [];
  if (!(contact instanceof SourceFault)) return [contact];
  return [{ kind: "MOBILE", value: contact, verification: "NONE", observedAt: null, ...NO_PREFERENCE }];
}

function toEmail(wire: WireRecord<WireCustomer>, observedAt: Instant | null): readonly ContactRecord[] {
  const value = wire.leaf("email", seal<string>);
  return value === null ? [] : [{ kind: "EMAIL", value, verification: "NONE", observedAt, ...NO_PREFERENCE }];
}
