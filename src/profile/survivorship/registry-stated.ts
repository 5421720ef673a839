import type { Attribute } from "../../domain/attribute.js";
import type { Leaf, Outcome } from "../../domain/outcome.js";
import type { RegistryRecord } from "../../domain/records/registry.js";
import type { Sealed } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import { stated, type AttributeStatement, type Stated } from "./stated.js";

type Reader = (record: RegistryRecord) => Leaf<Sealed<Stated>> | Leaf<Stated>;

/** What the public registries publish of a company. What they do not, none of them is asked for. */
const OF: Partial<Record<Attribute, Reader>> = {
  LEGAL_NAME: ({ name }) => name,
  UNIFIED_SOCIAL_CREDIT_CODE: ({ unifiedSocialCreditCode }) => unifiedSocialCreditCode,
  LEI: ({ lei }) => lei,
  REGISTERED_CAPITAL: ({ registeredCapital }) => registeredCapital,
  REGISTRATION_STATUS: ({ status }) => status,
  LEGAL_REPRESENTATIVE: ({ legalRepresentative: person }) =>
    person === null || person instanceof SourceFault ? person : person.name,
  INDUSTRY: ({ industry }) => industry,
};

export function isPublished(attribute: Attribute): boolean {
  return OF[attribute] !== undefined;
}

/** What each registry says of an attribute of a company, as of the moment that it says it is true of. */
export function statedByRegistries(
  outcomes: readonly Outcome<RegistryRecord>[],
  attribute: Attribute,
): AttributeStatement[] {
  const of = OF[attribute];
  if (of === undefined) return [];
  return outcomes.flatMap((outcome) => {
    if (outcome.kind !== "known") return [];
    const { source, value, asOf: observedAt } = outcome;
    const origin = { source, recordId: value.recordId, observedAt, collectedBy: null, collectionChannel: null };
    return stated(attribute, origin, of(value));
  });
}
