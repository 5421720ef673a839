import { checkIdentifier } from "../domain/identifier-check.js";
import type { ContactKind, ContactRecord, PartyRecord } from "../domain/records/party.js";
import type { Sealed } from "../domain/sealed.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceFacts, SourceName } from "../domain/source.js";
import type { Statement } from "../domain/statement.js";
import { distinct, verifiedThenRecent } from "./survivorship.js";

/** One way to reach a customer. Several are a union; of each kind one is preferred. */
export interface ContactPointRecord {
  readonly kind: ContactKind;
  readonly value: Sealed<string>;
  readonly verified: boolean;
  readonly preferred: boolean;
  readonly doNotContact: boolean;
  readonly sources: readonly SourceName[];
}

interface ContactStatement extends Statement<string> {
  readonly doNotContact: boolean;
}

const KINDS: readonly ContactKind[] = ["MOBILE", "PHONE", "EMAIL", "ADDRESS", "WECHAT"];

/** All contact points that the sources give, each once, the surviving one of its kind first and preferred. */
export function contactPointsOf(
  parties: readonly PartyRecord[],
  facts: ReadonlyMap<SourceName, SourceFacts>,
): readonly ContactPointRecord[] {
  return KINDS.flatMap((kind) => ofKind(kind, parties, facts));
}

function ofKind(
  kind: ContactKind,
  parties: readonly PartyRecord[],
  facts: ReadonlyMap<SourceName, SourceFacts>,
): ContactPointRecord[] {
  const statements = parties.flatMap((party) => contactsIn(party, kind));
  const choice = verifiedThenRecent(statements, facts);
  if (choice === null) return [];
  const ranked = [choice.winner, ...choice.losers];
  const normal = NORMAL[kind];
  return distinct(ranked, normal).map((statement, rank) => {
    const agreeing = statements
      .filter((each) => distinct([each, statement], normal).length === 1)
      .sort((left, right) => ranked.indexOf(left) - ranked.indexOf(right));
    return {
      kind,
      value: statement.value,
      verified: agreeing.some(({ verification }) => verification.startsWith("VERIFIED")),
      preferred: rank === 0,
      // One system's "do not contact" binds all of them.
      doNotContact: agreeing.some(({ doNotContact }) => doNotContact),
      sources: [...new Set(agreeing.map(({ source }) => source))],
    };
  });
}

function contactsIn(party: PartyRecord, kind: ContactKind): ContactStatement[] {
  const contacts: readonly ContactRecord[] = party.contacts instanceof SourceFault ? [] : party.contacts;
  return contacts.flatMap((contact) => {
    if (contact.kind !== kind || contact.value === null || contact.value instanceof SourceFault) return [];
    const { source, recordId, collectedBy, collectionChannel } = party;
    const { value, verification, observedAt, doNotContact } = contact;
    return [{ source, recordId, value, verification, observedAt, collectedBy, collectionChannel, doNotContact }];
  });
}

/** The form in which contacts of a kind are compared. What tells two apart, such as a hyphen in an address, stays. */
const NORMAL: Record<ContactKind, (value: string) => string> = {
  MOBILE: (value) => checkIdentifier("MOBILE", value).value,
  PHONE: (value) =>
    value
      .normalize("NFKC")
      .replaceAll(/[\s-]/gu, "")
      .replace(/^(?:\+86|0086)/, ""),
  EMAIL: (value) => checkIdentifier("EMAIL", value).value,
  ADDRESS: (value) => value.normalize("NFKC").replaceAll(/\s/gu, "").toLowerCase(),
  WECHAT: (value) => value.trim(),
};
