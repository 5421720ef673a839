import type { Attribute } from "../../domain/attribute.js";
import type { CalendarDate } from "../../domain/instant.js";
import type { Money } from "../../domain/money.js";
import type { Leaf } from "../../domain/outcome.js";
import type { ContactRecord, DocumentRecord, PartyRecord, RegistrationRecord } from "../../domain/records/party.js";
import { Sealed, seal } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { Statement, Verification } from "../../domain/statement.js";

export type Stated = string | Money;

/** What one record says of one attribute, whole: an address or a document is one statement and is never taken apart. */
export interface AttributeStatement extends Statement<Stated> {
  readonly attribute: Attribute;
  /** The type of a document; empty for everything that a customer has one of. */
  readonly subject: string;
  /** Of a document. */
  readonly validTo: Leaf<CalendarDate>;
  /** Which of its record's statements of this attribute it is, in the record's own order. */
  readonly place: number;
  /** Where the value came from, as its record has it. */
  readonly document: DocumentRecord | null;
  readonly contact: ContactRecord | null;
}

type Origin = Pick<Statement<Stated>, "source" | "recordId" | "observedAt" | "collectedBy" | "collectionChannel">;
type Details = Partial<Omit<AttributeStatement, "attribute" | "value">>;

/** A value as a statement of a record; none where the record says nothing, or nothing readable. */
export function stated(
  attribute: Attribute,
  { source, recordId, observedAt, collectedBy, collectionChannel }: Origin,
  value: Leaf<Sealed<Stated>> | Leaf<Stated>,
  details: Details = {},
): AttributeStatement[] {
  if (value === null || value instanceof SourceFault) return [];
  return [
    {
      source,
      recordId,
      observedAt,
      collectedBy,
      collectionChannel,
      attribute,
      value: value instanceof Sealed ? value : seal(value),
      verification: "NONE",
      subject: "",
      place: 0,
      validTo: null,
      document: null,
      contact: null,
      ...details,
    },
  ];
}

const NO_REGISTRATION: Partial<RegistrationRecord> = {};

/** What each record of ours says of an attribute. */
export function statedBy(parties: readonly PartyRecord[], attribute: Attribute): AttributeStatement[] {
  return parties.flatMap((party) => OF[attribute](party, attribute).map((each, place) => ({ ...each, place })));
}

type Reader = (party: PartyRecord, attribute: Attribute) => AttributeStatement[];

const leaf =
  (of: (party: PartyRecord) => Leaf<Sealed<Stated>> | Leaf<Stated>): Reader =>
  (party, attribute) =>
    stated(attribute, party, of(party));

const registered =
  (of: (registration: Partial<RegistrationRecord>) => Leaf<Sealed<Stated>> | Leaf<Stated> | undefined): Reader =>
  (party, attribute) => {
    const { registration } = party;
    const record = registration === null || registration instanceof SourceFault ? NO_REGISTRATION : registration;
    return stated(attribute, party, of(record) ?? null);
  };

const contacts: Reader = (party, attribute) => {
  if (party.contacts instanceof SourceFault) return [];
  return party.contacts
    .filter(({ kind }) => kind === attribute)
    .flatMap((contact) => stated(attribute, party, contact.value, ofContact(contact)));
};

/** For kinds of contacts that are no attribute of their own, too. */
export function ofContact(contact: ContactRecord): Details & { readonly verification: Verification } {
  const { verification, observedAt } = contact;
  return { verification, observedAt, contact };
}

const documents: Reader = (party, attribute) => {
  if (party.documents instanceof SourceFault) return [];
  return party.documents.flatMap((document) => {
    const { type: subject, number, validTo, verifiedWithAuthorityAt: at } = document;
    const verified = at !== null && !(at instanceof SourceFault);
    const verification = verified ? ("VERIFIED_AUTHORITY" as const) : ("NONE" as const);
    return stated(attribute, party, number, { subject, validTo, document, verification });
  });
};

const OF: Record<Attribute, Reader> = {
  LEGAL_NAME: leaf(({ name }) => name),
  BIRTH_DATE: leaf(({ birthDate }) => birthDate),
  NATIONALITY: leaf(({ nationality }) => nationality),
  OCCUPATION: leaf(({ occupation }) => occupation),
  ANNUAL_INCOME: leaf(({ annualIncome }) => annualIncome),
  MOBILE: contacts,
  EMAIL: contacts,
  ADDRESS: contacts,
  RISK_APPETITE: leaf(({ riskAppetite }) => riskAppetite),
  TAX_RESIDENCY: leaf(({ taxResidency }) => taxResidency),
  IDENTITY_DOCUMENT: documents,
  UNIFIED_SOCIAL_CREDIT_CODE: registered(({ unifiedSocialCreditCode }) => unifiedSocialCreditCode),
  LEI: registered(({ lei }) => lei),
  REGISTERED_CAPITAL: registered(({ registeredCapital }) => registeredCapital),
  REGISTRATION_STATUS: registered(({ registrationStatus }) => registrationStatus),
  LEGAL_REPRESENTATIVE: registered(({ legalRepresentative }) => legalRepresentative),
  INDUSTRY: registered(({ industry }) => industry),
};
