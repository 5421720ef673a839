import type { CalendarDate, Instant } from "../../src/domain/instant.js";
import type { IdentityDocumentType } from "../../src/domain/identifier.js";
import type { ContactKind, ContactRecord, PartyRecord, RegistrationRecord } from "../../src/domain/records/party.js";
import { seal } from "../../src/domain/sealed.js";
import type { SourceName } from "../../src/domain/source.js";

/** Valid numbers that nobody has. */
export const RESIDENT_IDS = [
  "110101199003070011",
  "110101199003071233",
  "310101198506150016",
  "440301197812010017",
] as const;
export const USCCS = ["91110000MA0ABCD1XU", "91310000MA1FG2H38J"] as const;

export interface PersonParts {
  readonly source?: SourceName;
  readonly recordId?: string;
  readonly name?: string | null;
  readonly birthDate?: string | null;
  readonly documents?: Partial<Record<IdentityDocumentType, string>>;
  readonly mobiles?: readonly string[];
  readonly contacts?: readonly ContactRecord[];
}

const EMPTY = {
  status: "ACTIVE",
  nationality: null,
  occupation: null,
  annualIncome: null,
  riskAppetite: null,
  taxResidency: null,
  guardians: [],
  wards: [],
  confidentiality: "NORMAL",
  observedAt: null,
  collectedBy: null,
  collectionChannel: null,
  crossReference: null,
} as const;

export function person(parts: PersonParts = {}): PartyRecord {
  const { source = "core-banking", recordId = "1", name = "王小明", birthDate = "1990-03-07" } = parts;
  const { documents = {}, mobiles = [], contacts = [] } = parts;
  return {
    ...EMPTY,
    source,
    recordId,
    kind: "PERSON",
    name: name === null ? null : seal(name),
    birthDate: birthDate === null ? null : seal(birthDate as CalendarDate),
    documents: Object.entries(documents).map(([type, number]) => ({
      type: type as IdentityDocumentType,
      number: seal(number),
      issuer: null,
      validTo: null,
      verifiedWithAuthorityAt: null,
    })),
    contacts: [...mobiles.map((mobile) => contact("MOBILE", mobile)), ...contacts],
    registration: null,
  };
}

export function contact(kind: ContactKind, value: string, parts: Partial<ContactRecord> = {}): ContactRecord {
  const unchecked = { verification: "NONE", observedAt: null, preferred: false, doNotContact: false } as const;
  return { kind, value: seal(value), ...unchecked, ...parts };
}

export interface CompanyParts {
  readonly source?: SourceName;
  readonly recordId?: string;
  readonly uscc?: string | null;
  readonly lei?: string | null;
}

export function company({
  source = "core-banking",
  recordId = "1",
  uscc = null,
  lei = null,
}: CompanyParts): PartyRecord {
  const registration: RegistrationRecord = {
    legalName: "永丰贸易有限公司",
    unifiedSocialCreditCode: uscc,
    lei,
    industry: null,
    registrationStatus: null,
    registeredCapital: null,
    legalRepresentative: null,
  };
  return {
    ...person({ source, recordId, name: "永丰贸易有限公司", birthDate: null }),
    kind: "ORGANIZATION",
    registration,
  };
}

export const NOON = Date.UTC(2026, 5, 30, 4) as Instant;
