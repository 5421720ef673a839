import { checkIdentifier } from "../../domain/identifier-check.js";
import type { IdentifierType } from "../../domain/identifier.js";
import type { Leaf } from "../../domain/outcome.js";
import type { PartyRecord } from "../../domain/records/party.js";
import type { Sealed } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import { normalName } from "../normal-name.js";
import { opened } from "../record-identifiers.js";
import { organisationCode } from "./organisation-code.js";
import { toPlace, toRegion } from "./place.js";
import type { TraitFlag, TraitIdentifier, Traits } from "./traits.js";

/** The identifiers by which records are matched; a source's own numbers are not among them. */
type MatchedType = Exclude<TraitIdentifier["type"], "ORGANISATION_CODE">;

/** What a record says of who the customer is, in the clear, as plain data: it can be handed to another thread. */
export interface OpenParty {
  readonly kind: PartyRecord["kind"];
  readonly name: string | null;
  readonly birthDate: string | null;
  readonly identifiers: readonly { readonly type: MatchedType; readonly value: string }[];
  readonly address: string | null;
  readonly representative: string | null;
  readonly isUnreadable: boolean;
}

export function openParty(record: PartyRecord): OpenParty {
  const { documents, contacts, registration } = record;
  const identifiers: { type: MatchedType; value: string }[] = [];
  const add = (type: MatchedType, value: Leaf<Sealed<string>> | string): void => {
    if (typeof value === "string") identifiers.push({ type, value });
    else for (const text of opened(value)) identifiers.push({ type, value: text });
  };
  if (!(documents instanceof SourceFault)) for (const { type, number } of documents) add(type, number);
  const known = registration instanceof SourceFault ? null : registration;
  if (typeof known?.unifiedSocialCreditCode === "string") add("USCC", known.unifiedSocialCreditCode);
  if (typeof known?.lei === "string") add("LEI", known.lei);
  let address: string | null = null;
  for (const { kind, value } of contacts instanceof SourceFault ? [] : contacts) {
    if (kind === "MOBILE" || kind === "EMAIL") add(kind, value);
    else if (kind === "ADDRESS") address ??= opened(value)[0] ?? null;
  }
  return {
    kind: record.kind,
    name: opened(record.name)[0] ?? null,
    birthDate: opened(record.birthDate)[0] ?? null,
    identifiers,
    address,
    representative: known === null ? null : (opened(known.legalRepresentative)[0] ?? null),
    isUnreadable: [record.name, documents, contacts, record.birthDate].some((part) => part instanceof SourceFault),
  };
}

/** What of a party record tells who it is, with a flag for each thing that is wrong with it. `today` is YYYY-MM-DD. */
export function toTraits(party: OpenParty, today: string): Traits {
  const flags = new Set<TraitFlag>();
  const identifiers = identifiersOf(party, flags);
  const name = party.name === null || party.name.trim() === "" ? null : normalName(party.name);
  if (party.isUnreadable) flags.add("FIELD_UNREADABLE");
  if (name === null) flags.add("NAME_MISSING");
  if (identifiers.length === 0) flags.add("NO_IDENTIFIER");
  const isPerson = party.kind === "PERSON";
  return {
    kind: party.kind,
    name,
    birthDate: birthDateOf(party, identifiers, today, flags),
    identifiers,
    place: isPerson ? toPlace(party.address ?? undefined) : null,
    region: isPerson ? null : toRegion(identifiers, party.address ?? undefined),
    representative: party.representative === null ? null : normalName(party.representative),
    flags: [...flags],
  };
}

function identifiersOf(party: OpenParty, flags: Set<TraitFlag>): TraitIdentifier[] {
  const found: TraitIdentifier[] = [];
  const add = (identifier: TraitIdentifier): void => {
    if (!found.some(({ type, value }) => type === identifier.type && value === identifier.value))
      found.push(identifier);
  };
  for (const { type, value } of party.identifiers) {
    const checked = checkIdentifier(type, value);
    const organisation = type === "USCC" ? organisationCode(checked.value) : null;
    if (organisation !== null) add({ type: "ORGANISATION_CODE", value: organisation });
    if (checked.isValid) add({ type, value: comparable(type, checked.value) });
    // Older records carry the organisation code alone where the credit code now stands.
    else if (organisation === null || checked.value.length === 18) flags.add("IDENTIFIER_INVALID");
  }
  return found;
}

/** Old permits print the count of their issues behind the nine characters that name the holder. */
function comparable(type: IdentifierType, value: string): string {
  return type === "HKMO_PERMIT" ? value.slice(0, 9) : value;
}

/** A resident number says when its holder was born, where the record itself does not. */
function birthDateOf(
  { kind, birthDate: own }: OpenParty,
  identifiers: readonly TraitIdentifier[],
  today: string,
  flags: Set<TraitFlag>,
): string | null {
  if (kind === "ORGANIZATION") return null;
  const number = identifiers.find(({ type }) => type === "RESIDENT_ID")?.value;
  const ofNumber =
    number === undefined ? null : `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (own === null) return ofNumber;
  if (own > today) {
    flags.add("BIRTH_DATE_IN_FUTURE");
    return ofNumber;
  }
  if (ofNumber !== null && ofNumber !== own) flags.add("BIRTH_DATE_AGAINST_NUMBER");
  return own;
}
