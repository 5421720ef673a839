import type { Decision } from "../../access/decision.js";
import { Disclosed } from "../../access/disclosed.js";
import { yearsBetween, type CalendarDate } from "../../domain/instant.js";
import type { DocumentRecord, GuardianRecord, PartyRecord } from "../../domain/records/party.js";
import { SourceFault } from "../../domain/source-fault.js";
import { disclose } from "../disclose.js";
import { GuardianRelation, IdentityDocument, Person } from "./person.type.js";

/** A person's details as the viewer sees them. `today` is the day in the bank's calendar. */
export function toPerson(party: PartyRecord, decision: Decision, today: CalendarDate): Person {
  const person = disclose(Person, party, decision);
  const { birthDate, documents, guardians, wards } = party;
  person.isMinor =
    birthDate === null || birthDate instanceof SourceFault
      ? null
      : birthDate.answers((day) => yearsBetween(day, today) < 18);
  person.documents =
    documents instanceof SourceFault ? documents : documents.map((each) => toDocument(each, decision, today));
  person.guardians = guardians instanceof SourceFault ? guardians : guardians.map(toRelation);
  person.dependants = wards instanceof SourceFault ? wards : wards.map(toRelation);
  person.party = party;
  return person;
}

function toDocument(record: DocumentRecord, decision: Decision, today: CalendarDate): IdentityDocument {
  const document = disclose(IdentityDocument, record, decision);
  document.display = Disclosed.alwaysMasked(decision, "DOCUMENT_NUMBER", record.number);
  document.expired = record.validTo instanceof SourceFault ? null : record.validTo !== null && record.validTo < today;
  return document;
}

function toRelation(record: GuardianRecord): GuardianRelation {
  return Object.assign(new GuardianRelation(), { basis: record.basis, validTo: record.validTo, record });
}
