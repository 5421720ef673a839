import { toCalendarDate, toInstant } from "../../domain/instant.js";
import type { Elements, Leaf } from "../../domain/outcome.js";
import type { ConsentRecord, CoverageRecord } from "../../domain/records/coverage.js";
import type { EvaluationRecord } from "../../domain/records/evaluation.js";
import type { InteractionRecord } from "../../domain/records/interaction.js";
import type { ContactRecord, DocumentRecord, PartyRecord, RegistrationRecord } from "../../domain/records/party.js";
import { seal, type Sealed } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { CrmContact, CrmCustomer, Interaction } from "./wire.generated.js";
import { toEvaluation } from "./wire-analytics.js";
import { toConsent, toCoverage } from "./wire-coverage.js";

const SOURCE = "crm";

/** Everything that the CRM holds of one customer; it comes in one answer. */
export interface CrmCustomerRecord {
  readonly party: PartyRecord;
  /** Null when nobody looks after the customer. */
  readonly coverage: Leaf<CoverageRecord>;
  readonly consents: Elements<ConsentRecord>;
  /** Mean of the last service ratings, 0 to 5; null when there are none. */
  readonly serviceScore: Leaf<Sealed<number>>;
  /** What last night's run says of the customer. */
  readonly evaluation: Leaf<EvaluationRecord>;
}

export function toCrmCustomer(wire: WireRecord<CrmCustomer>): CrmCustomerRecord {
  return {
    party: toParty(wire),
    coverage: wire.nested("coverage", toCoverage),
    consents: wire.elements("consents", toConsent),
    serviceScore: wire.leaf("serviceScore", seal<number>),
    evaluation: wire.nested("analytics", (analytics) => toEvaluation(analytics, wire.optional("name", asIs))),
  };
}

export function toInteraction(wire: WireRecord<Interaction>): InteractionRecord {
  return {
    source: SOURCE,
    recordId: wire.required("interactionId", asIs),
    kind: wire.required("kind", asIs),
    at: wire.required("at", toInstant),
    title: wire.leaf("title", seal<string>),
    channel: wire.leaf("channel", asIs),
    initiator: wire.leaf("initiator", asIs),
    status: wire.leaf("status", asIs),
  };
}

function toParty(wire: WireRecord<CrmCustomer>): PartyRecord {
  const kind = wire.required("customerKind", (kind) => (kind === "PERSON" ? "PERSON" : "ORGANIZATION"));
  const cif = wire.leaf("cif", asIs);
  return {
    source: SOURCE,
    recordId: wire.required("crmId", asIs),
    kind,
    // A prospect has no number in the core yet; of a customer's standing the CRM knows nothing.
    status: cif === null ? "PROSPECT" : cif instanceof SourceFault ? cif : null,
    name: wire.leaf("name", seal<string>),
    birthDate: wire.leaf("birthDate", (date) => seal(toCalendarDate(date))),
    nationality: null,
    occupation: null,
    annualIncome: null,
    riskAppetite: null,
    taxResidency: null,
    documents: toDocuments(wire),
    contacts: wire.elements("contacts", toContact),
    guardians: [],
    wards: [],
    registration: kind === "ORGANIZATION" ? toRegistration(wire) : null,
    confidentiality: wire.leaf("confidentiality", asIs),
    observedAt: wire.optional("updatedAt", toInstant),
    collectedBy: null,
    collectionChannel: null,
    crossReference: typeof cif === "string" ? { source: "core-banking", recordId: cif } : null,
  };
}

function toDocuments(wire: WireRecord<CrmCustomer>): Elements<DocumentRecord> {
  const type = wire.leaf("idType", asIs);
  const number = wire.leaf("idNumber", seal<string>);
  if (type instanceof SourceFault) return type;
  if (type === null || type === "USCC" || number === null) return [];
  return [{ type, number, issuer: null, validTo: null, verifiedWithAuthorityAt: null }];
}

function toRegistration(wire: WireRecord<CrmCustomer>): RegistrationRecord {
  const type = wire.leaf("idType", asIs);
  return {
    legalName: wire.leaf("name", asIs),
    unifiedSocialCreditCode: type === "USCC" ? wire.leaf("idNumber", asIs) : type instanceof SourceFault ? type : null,
    lei: null,
    industry: null,
    registrationStatus: null,
    registeredCapital: null,
    legalRepresentative: null,
  };
}

function toContact(wire: WireRecord<CrmContact>): ContactRecord {
  return {
    kind: wire.required("kind", asIs),
    value: wire.leaf("value", seal<string>),
    verification: wire.optional("verification", asIs) ?? "NONE",
    observedAt: wire.optional("observedAt", toInstant),
    preferred: wire.optional("preferred", asIs) ?? false,
    // Unreadable means that we may not write to the customer.
    doNotContact: wire.optional("doNotContact", asIs) ?? true,
  };
}
