import { Directive, Field, ObjectType } from "type-graphql";
import type { Decision } from "../../access/decision.js";
import { Disclosed } from "../../access/disclosed.js";
import type { IdentifierType as Type } from "../../domain/identifier.js";
import type { PartyRecord } from "../../domain/records/party.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { SourceFacts, SourceName } from "../../domain/source.js";
import type { Link } from "../../domain/membership.js";
import { IdentifierKind } from "../enums.js";
import { DerivedSensitive, Public } from "../labels.js";
import { SensitiveText } from "../scalars.js";
import { connectionOf, edgeOf } from "../shared/connection.js";
import { SourceSystem, toSourceSystem } from "../shared/freshness.type.js";
import { Maskable, MaskedField, toMaskedField } from "../shared/maskable.type.js";

@ObjectType({ implements: Maskable })
export class Identifier implements Maskable {
  @Public(() => IdentifierKind)
  type!: Type;

  @DerivedSensitive({ class: "C2", kind: "OTHER" }, () => SensitiveText, {
    description: "Masked for numbers that identify a person.",
  })
  display!: Disclosed | SourceFault | null;

  @DerivedSensitive({ class: "C2", kind: "OTHER" }, () => SensitiveText)
  value!: Disclosed | SourceFault | null;

  @Field(() => SourceSystem)
  source!: SourceSystem;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];

  /** Its place in the list, for cursors; no field of the graph. */
  position!: string;
}

@Directive("@public")
@ObjectType()
export class IdentifierEdge extends edgeOf(() => Identifier) {}

@Directive("@public")
@ObjectType()
export class IdentifierConnection extends connectionOf(() => IdentifierEdge) {}

const KEY_OF_SOURCE: Partial<Record<SourceName, Type>> = {
  "core-banking": "CIF",
  card: "CARD_CUSTOMER",
  loan: "LOAN_CUSTOMER",
  crm: "CRM",
};

/** Every number that the customer is known by: the systems' own keys, his documents, a company's codes. */
export function identifiersOf(
  links: readonly Link[],
  party: PartyRecord | null,
  decision: Decision,
  facts: (source: SourceName) => SourceFacts,
): Identifier[] {
  const keys = links.flatMap(({ source, recordId }) => {
    const type = KEY_OF_SOURCE[source];
    return type === undefined ? [] : [plain(type, recordId, facts(source))];
  });
  const all = party === null ? keys : [...keys, ...documents(party, decision, facts), ...codes(party, facts)];
  return all.map((identifier, index) => Object.assign(identifier, { position: String(index) }));
}

function plain(type: Type, value: string, facts: SourceFacts): Identifier {
  const shown = Disclosed.systemKey(value);
  return Object.assign(new Identifier(), {
    type,
    display: shown,
    value: shown,
    source: toSourceSystem(facts),
    maskedFields: [],
  });
}

function documents(party: PartyRecord, decision: Decision, facts: (source: SourceName) => SourceFacts): Identifier[] {
  if (party.documents instanceof SourceFault) return [];
  const isMasked = decision.rendering("DOCUMENT_NUMBER") !== "CLEAR";
  const label = { class: "C2", kind: "DOCUMENT_NUMBER" } as const;
  return party.documents.map(({ type, number }) =>
    Object.assign(new Identifier(), {
      type,
      display: Disclosed.alwaysMasked(decision, "DOCUMENT_NUMBER", number),
      value: Disclosed.under(decision, "DOCUMENT_NUMBER", number),
      source: toSourceSystem(facts(party.source)),
      maskedFields: isMasked ? [toMaskedField("value", label, decision)] : [],
    }),
  );
}

function codes({ registration, source }: PartyRecord, facts: (source: SourceName) => SourceFacts): Identifier[] {
  if (registration === null || registration instanceof SourceFault) return [];
  const { unifiedSocialCreditCode, lei } = registration;
  const found: Identifier[] = [];
  if (typeof unifiedSocialCreditCode === "string") found.push(plain("USCC", unifiedSocialCreditCode, facts(source)));
  if (typeof lei === "string") found.push(plain("LEI", lei, facts(source)));
  return found;
}
