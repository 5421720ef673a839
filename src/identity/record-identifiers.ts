import { checkIdentifier } from "../domain/identifier-check.js";
import type { IdentifierType } from "../domain/identifier.js";
import type { Leaf } from "../domain/outcome.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { Sealed } from "../domain/sealed.js";
import { SourceFault } from "../domain/source-fault.js";
import { unseal } from "../domain/unseal.js";

/** Check digits are worked out once for a record, as long as it is there. */
const known = new WeakMap<PartyRecord, Map<IdentifierType, readonly string[]>>();

/** The valid identifiers of a kind that a record carries, in the form in which they are compared and searched. */
export function identifiersOf(record: PartyRecord, type: IdentifierType): readonly string[] {
  let byType = known.get(record);
  if (byType === undefined) known.set(record, (byType = new Map<IdentifierType, readonly string[]>()));
  let identifiers = byType.get(type);
  if (identifiers === undefined) byType.set(type, (identifiers = readIdentifiers(record, type)));
  return identifiers;
}

function readIdentifiers(record: PartyRecord, type: IdentifierType): readonly string[] {
  return valuesOf(record, type)
    .map((value) => checkIdentifier(type, value))
    .filter(({ isValid }) => isValid)
    .map(({ value }) => value);
}

/** The value in a list of one; an empty list when it is missing or could not be read. */
export function opened<T>(value: Leaf<Sealed<T>>): [] | [T] {
  return value === null || value instanceof SourceFault ? [] : [unseal(value)];
}

function valuesOf(record: PartyRecord, type: IdentifierType): string[] {
  if (type === "USCC" || type === "LEI") {
    const { registration } = record;
    if (registration === null || registration instanceof SourceFault) return [];
    const code = type === "USCC" ? registration.unifiedSocialCreditCode : registration.lei;
    return typeof code === "string" ? [code] : [];
  }
  if (type === "MOBILE" || type === "EMAIL") {
    const contacts = record.contacts instanceof SourceFault ? [] : record.contacts;
    return contacts.flatMap(({ kind, value }) => (kind === type ? opened(value) : []));
  }
  const documents = record.documents instanceof SourceFault ? [] : record.documents;
  return documents.flatMap((document) => (document.type === type ? opened(document.number) : []));
}
