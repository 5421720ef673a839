import type { IdentifierType } from "../../domain/identifier.js";
import type { PartyKind } from "../../domain/records/party.js";

/** What of a record tells who the customer is, in the clear and in the form in which it is compared. Never stored. */
export interface Traits {
  readonly kind: PartyKind;
  readonly name: string | null;
  /** YYYY-MM-DD. */
  readonly birthDate: string | null;
  readonly identifiers: readonly TraitIdentifier[];
  readonly place: TraitPlace | null;
  /** A company's region of registration and its legal representative. */
  readonly region: string | null;
  readonly representative: string | null;
  readonly flags: readonly TraitFlag[];
}

export interface TraitIdentifier {
  readonly type: IdentifierType | "ORGANISATION_CODE";
  readonly value: string;
}

/** An address as far as it tells people apart. */
export interface TraitPlace {
  readonly street: string | null;
  readonly locality: string | null;
  readonly postcode: string | null;
}

/** What is wrong with a record. It is kept and reported all the same; what is wrong is no key. */
export type TraitFlag =
  | "IDENTIFIER_INVALID"
  | "RECORD_UNREADABLE"
  | "FIELD_UNREADABLE"
  | "NAME_MISSING"
  | "BIRTH_DATE_IN_FUTURE"
  | "BIRTH_DATE_AGAINST_NUMBER"
  | "NO_IDENTIFIER";
