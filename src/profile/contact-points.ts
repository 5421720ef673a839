import type { ContactKind, ContactRecord, PartyRecord } from "../domain/records/party.js";
import type { Sealed } from "../domain/sealed.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { Statement } from "../domain/statement.js";
import { choose, saySame, type Ranked } from "./survivorship/choose.js";
import { NORMAL_CONTACT } from "./survivorship/normal-form.js";
import { statementsOf } from "./survivorship/statements-of.js";
import { survive, type Judgement } from "./survivorship/survivorship.js";
import { verifiedThenRecent } from "./survivorship/verified-then-recent.rule.js";
import { weigh } from "./survivorship/weigh.js";

/** One way to reach a customer. Several are a union; of each kind one is preferred. */
export interface ContactPointRecord {
  readonly kind: ContactKind;
  readonly value: Sealed<string>;
  readonly verified: boolean;
  readonly preferred: boolean;
  readonly doNotContact: boolean;
  readonly sources: readonly SourceName[];
}

interface ContactStatement extends Statement<unknown> {
  readonly contact: ContactRecord | null;
}

const KINDS: readonly ContactKind[] = ["MOBILE", "PHONE", "EMAIL", "ADDRESS", "WECHAT"];

/** All contact points that the sources give, each once, the surviving one of its kind first and preferred. */
export function contactPointsOf(parties: readonly PartyRecord[], judgement: Judgement): readonly ContactPointRecord[] {
  return KINDS.flatMap((kind) => toPoints(kind, rankedOf(kind, parties, judgement)));
}

function rankedOf(kind: ContactKind, parties: readonly PartyRecord[], judgement: Judgement) {
  if (kind === "PHONE" || kind === "WECHAT") return rankedPlain(kind, parties, judgement);
  return survive(kind, statementsOf(parties), judgement).choice?.ranked ?? [];
}

/** Kinds that no rule of the bank's is for: by the most careful one. */
function rankedPlain(kind: "PHONE" | "WECHAT", parties: readonly PartyRecord[], { facts, book, now }: Judgement) {
  const statements = parties.flatMap((party) => contactsIn(party, kind));
  const weighed = weigh(
    statements.map((statement) => ({
      statement,
      normal: statement.value.map(NORMAL_CONTACT[kind]),
      subject: "",
      isDefective: false,
    })),
    { facts, recency: book.settings.recency, now },
  );
  return choose(weighed, verifiedThenRecent)?.ranked ?? [];
}

function contactsIn(party: PartyRecord, kind: ContactKind) {
  const contacts: readonly ContactRecord[] = party.contacts instanceof SourceFault ? [] : party.contacts;
  return contacts.flatMap((contact) => {
    if (contact.kind !== kind || contact.value === null || contact.value instanceof SourceFault) return [];
    const { source, recordId, collectedBy, collectionChannel } = party;
    const { value, verification, observedAt } = contact;
    return [{ source, recordId, value, verification, observedAt, collectedBy, collectionChannel, contact }];
  });
}

function toPoints(kind: ContactKind, ranked: readonly Ranked<ContactStatement>[]): ContactPointRecord[] {
  const firsts = ranked.filter((each, rank) => !ranked.slice(0, rank).some((before) => saySame(before, each)));
  return firsts.flatMap((first, rank) => {
    const { contact } = first.statement;
    if (contact === null || contact.value === null || contact.value instanceof SourceFault) return [];
    const agreeing = ranked.filter((each) => saySame(each, first)).map(({ statement }) => statement);
    return [
      {
        kind,
        value: contact.value,
        verified: agreeing.some(({ verification }) => verification.startsWith("VERIFIED")),
        preferred: rank === 0,
        // One system's "do not contact" binds all of them.
        doNotContact: agreeing.some((each) => each.contact?.doNotContact === true),
        sources: [...new Set(agreeing.map(({ source }) => source))],
      },
    ];
  });
}
