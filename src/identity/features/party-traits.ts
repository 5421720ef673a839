import { checkIdentifier } from "../../domain/identifier-check.js";
import type { IdentifierType } from "../../domain/identifier.js";
import type { PartyRecord } from "../../domain/records/party.js";
import { SourceFault } from "../../domain/source-fault.js";
import { normalName } from "../normal-name.js";
import { opened, valuesOf } from "../record-identifiers.js";
import { organisationCode } from "./organisation-code.js";
import { toPlace, toRegion } from "./place.js";
import type { TraitFlag, TraitIdentifier, Traits } from "./traits.js";

/** The identifiers by which records are matched; a source's own numbers are not among them. */
const MATCHED: readonly IdentifierType[] = [
  "RESIDENT_ID",
  "PASSPORT",
  "HKMO_PERMIT",
  "TAIWAN_PERMIT",
  "FOREIGN_PR",
  "USCC",
  "LEI",
  "MOBILE",
  "EMAIL",
];

/** What of a party record tells who it is, with a flag for each thing that is wrong with it. `today` is YYYY-MM-DD. */
export function toTraits(record: PartyRecord, today: string): Traits {
  const flags = new Set<TraitFlag>();
  const identifiers = identifiersOf(record, flags);
  const [name] = opened(record.name);
  if (record.name instanceof SourceFault || record.documents instanceof SourceFault) flags.add("FIELD_UNREADABLE");
  if (record.contacts instanceof SourceFault || record.birthDate instanceof SourceFault) flags.add("FIELD_UNREADABLE");
  if (name === undefined || name.trim() === "") flags.add("NAME_MISSING");
  if (identifiers.length === 0) flags.add("NO_IDENTIFIER");
  const addresses = valuesOf(record, "ADDRESS");
  const registration = record.registration instanceof SourceFault ? null : record.registration;
  const [representative] = registration === null ? [] : opened(registration.legalRepresentative);
  return {
    kind: record.kind,
    name: name === undefined || name.trim() === "" ? null : normalName(name),
    birthDate: birthDateOf(record, identifiers, today, flags),
    identifiers,
    place: record.kind === "PERSON" ? toPlace(addresses[0]) : null,
    region: record.kind === "PERSON" ? null : toRegion(identifiers, addresses[0]),
    representative: representative === undefined ? null : normalName(representative),
    flags: [...flags],
  };
}

function identifiersOf(record: PartyRecord, flags: Set<TraitFlag>): TraitIdentifier[] {
  const found = MATCHED.flatMap((type) =>
    valuesOf(record, type).flatMap((value): TraitIdentifier[] => {
      const checked = checkIdentifier(type, value);
      const organisation = type === "USCC" ? organisationCode(checked.value) : null;
      const code = organisation === null ? [] : [{ type: "ORGANISATION_CODE", value: organisation } as const];
      if (checked.isValid) return [{ type, value: comparable(type, checked.value) }, ...code];
      // Older records carry the organisation code alone where the credit code now stands.
      if (code.length > 0 && checked.value.length < 18) return code;
      flags.add("IDENTIFIER_INVALID");
      return [];
    }),
  );
  return [...new Map(found.map((each) => [`${each.type} ${each.value}`, each])).values()];
}

/** Old permits print the count of their issues behind the nine characters that name the holder. */
function comparable(type: IdentifierType, value: string): string {
  return type === "HKMO_PERMIT" ? value.slice(0, 9) : value;
}

/** A resident number says when its holder was born, where the record itself does not. */
function birthDateOf(
  record: PartyRecord,
  identifiers: readonly TraitIdentifier[],
  today: string,
  flags: Set<TraitFlag>,
): string | null {
  if (record.kind === "ORGANIZATION") return null;
  const [own] = opened(record.birthDate);
  const number = identifiers.find(({ type }) => type === "RESIDENT_ID")?.value;
  const ofNumber =
    number === undefined ? null : `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (own === undefined) return ofNumber;
  if (own > today) {
    flags.add("BIRTH_DATE_IN_FUTURE");
    return ofNumber;
  }
  if (ofNumber !== null && ofNumber !== own) flags.add("BIRTH_DATE_AGAINST_NUMBER");
  return own;
}
