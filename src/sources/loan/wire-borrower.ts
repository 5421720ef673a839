import type { IdentityDocumentType } from "../../domain/identifier.js";
import type { Elements } from "../../domain/outcome.js";
import type { ContactRecord, DocumentRecord, PartyRecord } from "../../domain/records/party.js";
import { seal } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import { asIs, type WireRecord } from "../wire-record.js";
import { startOfDay } from "./batch-day.js";
import type { Borrower } from "./wire.generated.js";

/** A borrower as a party. The system knows little of a person: a name, one document, a mobile. */
export function toBorrower(wire: WireRecord<Borrower>, zoneOffset: string): PartyRecord {
  const kind = wire.required("borrowerKind", (number) => (number === 1 ? "PERSON" : "ORGANIZATION"));
  const isCompany = kind === "ORGANIZATION";
  const observedAt = wire.optional("updDate", (day) => startOfDay(day, zoneOffset));
  const mobile = wire.leaf("mobile", seal<string>);
  const contact: ContactRecord = {
    kind: "MOBILE",
    value: mobile,
    verification: "NONE",
    observedAt,
    preferred: false,
    doNotContact: false,
  };
  return {
    source: "loan",
    recordId: wire.required("borrowerId", asIs),
    kind,
    status: null,
    name: wire.leaf("name", seal<string>),
    birthDate: null,
    nationality: null,
    occupation: null,
    annualIncome: null,
    riskAppetite: null,
    taxResidency: null,
    documents: isCompany ? [] : toDocuments(wire),
    contacts: mobile === null ? [] : [contact],
    guardians: [],
    wards: [],
    registration: isCompany
      ? {
          legalName: wire.leaf("name", asIs),
          unifiedSocialCreditCode: wire.leaf("uscc", asIs),
          lei: null,
          industry: null,
          registrationStatus: null,
          registeredCapital: null,
          legalRepresentative: null,
        }
      : null,
    confidentiality: null,
    observedAt,
    collectedBy: null,
    collectionChannel: null,
    crossReference: null,
  };
}

/** Old records hold resident numbers of 15 digits. They stay as the source wrote them; comparing is identity's task. */
function toDocuments(wire: WireRecord<Borrower>): Elements<DocumentRecord> {
  const type = wire.leaf("idType", (code) => DOCUMENT_TYPES[code]);
  const number = wire.leaf("idNo", seal<string>);
  if (type instanceof SourceFault) return type;
  if (type === null || number === null) return [];
  return [{ type, number, issuer: null, validTo: null, verifiedWithAuthorityAt: null }];
}

const DOCUMENT_TYPES: Record<NonNullable<Borrower["idType"]>, IdentityDocumentType> = {
  "01": "RESIDENT_ID",
  "02": "PASSPORT",
  "03": "HKMO_PERMIT",
  "04": "TAIWAN_PERMIT",
  "05": "FOREIGN_PR",
};
