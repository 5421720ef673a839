import type { IdentityDocumentType } from "../identifier.js";
import type { CalendarDate, Instant } from "../instant.js";
import type { Money } from "../money.js";
import type { Elements, Leaf } from "../outcome.js";
import type { Sealed } from "../sealed.js";
import type { SourceName } from "../source.js";
import type { Verification } from "../statement.js";

export type PartyKind = "PERSON" | "ORGANIZATION";
export type PartyStatus = "PROSPECT" | "ACTIVE" | "DORMANT" | "CLOSED" | "DECEASED";
export type Confidentiality = "NORMAL" | "VIP" | "STAFF";

/** One system's record of one customer, in our words. Systems know more or less: what a system does not hold is null or empty. */
export interface PartyRecord {
  readonly source: SourceName;
  readonly recordId: string;
  readonly kind: PartyKind;
  readonly status: Leaf<PartyStatus>;
  readonly name: Leaf<Sealed<string>>;
  readonly birthDate: Leaf<Sealed<CalendarDate>>;
  readonly nationality: Leaf<string>;
  readonly occupation: Leaf<string>;
  readonly annualIncome: Leaf<Sealed<Money>>;
  readonly riskAppetite: Leaf<Sealed<string>>;
  /** ISO 3166-1 alpha-2. */
  readonly taxResidency: Leaf<Sealed<string>>;
  readonly documents: Elements<DocumentRecord>;
  readonly contacts: Elements<ContactRecord>;
  readonly guardians: Elements<GuardianRecord>;
  readonly wards: Elements<GuardianRecord>;
  readonly registration: Leaf<RegistrationRecord>;
  readonly confidentiality: Leaf<Confidentiality>;
  readonly observedAt: Instant | null;
  readonly collectedBy: string | null;
  readonly collectionChannel: string | null;
  /** Another system's key that this record carries, as a CRM carries the core's customer number. */
  readonly crossReference: { readonly source: SourceName; readonly recordId: string } | null;
}

export interface DocumentRecord {
  readonly type: IdentityDocumentType;
  readonly number: Leaf<Sealed<string>>;
  /** It names a district, which stands in the number too. */
  readonly issuer: Leaf<Sealed<string>>;
  readonly validTo: Leaf<CalendarDate>;
  readonly verifiedWithAuthorityAt: Leaf<Instant>;
}

export type ContactKind = "MOBILE" | "PHONE" | "EMAIL" | "ADDRESS" | "WECHAT";

export interface ContactRecord {
  readonly kind: ContactKind;
  readonly value: Leaf<Sealed<string>>;
  readonly verification: Verification;
  readonly observedAt: Instant | null;
  readonly preferred: boolean;
  readonly doNotContact: boolean;
}

/** The other side of a guardianship, by its number in the core. */
export interface GuardianRecord {
  readonly partyId: string;
  readonly basis: Leaf<string>;
  readonly validTo: Leaf<CalendarDate>;
}

/** What the bank itself holds of a company's registration, as against what a registry says. */
export interface RegistrationRecord {
  readonly legalName: Leaf<string>;
  readonly unifiedSocialCreditCode: Leaf<string>;
  readonly lei: Leaf<string>;
  readonly industry: Leaf<string>;
  readonly registrationStatus: Leaf<string>;
  readonly registeredCapital: Leaf<Money>;
  readonly legalRepresentative: Leaf<Sealed<string>>;
}
