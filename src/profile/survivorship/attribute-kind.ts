import { ATTRIBUTES, type Attribute } from "../../domain/attribute.js";
import type { PartyKind } from "../../domain/records/party.js";
import type { Decision } from "../../access/decision.js";
import type { SensitiveKind } from "../../access/vocabulary.js";
import type { HeaderRecord } from "../header.js";
import { readBeside } from "./validate.js";

/** Whose attribute it is, as far as that decides what kind of value it is. */
export type Whose = Pick<HeaderRecord, "kind" | "nameKind">;

const KIND: Record<Attribute, SensitiveKind | null> = {
  LEGAL_NAME: "PERSON_NAME",
  BIRTH_DATE: "BIRTH_DATE",
  NATIONALITY: null,
  OCCUPATION: null,
  ANNUAL_INCOME: "AMOUNT",
  MOBILE: "MOBILE",
  EMAIL: "EMAIL",
  ADDRESS: "ADDRESS",
  RISK_APPETITE: "OTHER",
  TAX_RESIDENCY: "OTHER",
  IDENTITY_DOCUMENT: "DOCUMENT_NUMBER",
  UNIFIED_SOCIAL_CREDIT_CODE: null,
  LEI: null,
  REGISTERED_CAPITAL: null,
  REGISTRATION_STATUS: null,
  LEGAL_REPRESENTATIVE: "PERSON_NAME",
  INDUSTRY: null,
};

const OF_ORGANIZATIONS: ReadonlySet<Attribute> = new Set<Attribute>([
  "UNIFIED_SOCIAL_CREDIT_CODE",
  "LEI",
  "REGISTERED_CAPITAL",
  "REGISTRATION_STATUS",
  "LEGAL_REPRESENTATIVE",
  "INDUSTRY",
]);
const OF_BOTH: ReadonlySet<Attribute> = new Set<Attribute>(["LEGAL_NAME", "MOBILE", "EMAIL", "ADDRESS"]);

/** What a customer of this kind has. */
export function attributesOf(kind: PartyKind): readonly Attribute[] {
  return ATTRIBUTES.filter((each) => OF_BOTH.has(each) || OF_ORGANIZATIONS.has(each) === (kind === "ORGANIZATION"));
}

/** The kind by which its values are shown, the same as wherever else the graph shows them; null for what is nobody's secret. */
export function kindOfAttribute(attribute: Attribute, { nameKind }: Whose): SensitiveKind | null {
  if (attribute === "LEGAL_NAME") return nameKind;
  // A sole trader's code belongs to one natural person.
  if (attribute === "UNIFIED_SOCIAL_CREDIT_CODE" && nameKind === "PERSON_NAME") return "DOCUMENT_NUMBER";
  return KIND[attribute];
}

/**
 * Whether a viewer is told of an attribute at all. He is not where its values are denied to him, and not where it was
 * judged by values that are: a verdict on an occupation tells something of an age.
 */
export function isToldOf(attribute: Attribute, whose: Whose, decision: Decision): boolean {
  return [attribute, ...readBeside(attribute)].every((each) => {
    const kind = kindOfAttribute(each, whose);
    return kind === null || decision.rendering(kind) !== "DENIED";
  });
}
