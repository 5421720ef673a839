import type { PartiesResponse, Party } from "../../../src/sources/core-banking/wire.generated.js";

const person: Party = {
  partyId: "10000001",
  partyKind: "PERSON",
  status: "ACTIVE",
  name: "王建国",
  birthDate: "1985-04-12",
  nationality: "CN",
  occupation: null,
  annualIncome: { amount: "360000.00", currency: "CNY" },
  riskAppetite: "BALANCED",
  taxResidency: null,
  documents: [
    {
      type: "RESIDENT_ID",
      number: "990101198504120012",
      issuer: "Jiangdong PSB",
      validTo: "2036-04-12",
      verifiedAt: "2024-03-01T09:30:00+08:00",
    },
    { type: "PASSPORT", number: "E12345678", issuer: "NIA", validTo: null, verifiedAt: null },
  ],
  contacts: [
    {
      kind: "MOBILE",
      value: "13900001234",
      observedAt: "2024-03-01T09:30:00+08:00",
      verification: "SELF_DECLARED",
      preferred: true,
      doNotContact: false,
    },
  ],
  guardians: [],
  wards: [{ partyId: "10000005", basis: "PARENT", validTo: "2033-09-01" }],
  registration: null,
  confidentiality: "NORMAL",
  observedAt: "2024-03-01T09:30:00+08:00",
  collectedBy: "T1",
  collectionChannel: "COUNTER",
};

const company: Party = {
  ...person,
  partyId: "20000001",
  partyKind: "ORGANISATION",
  name: "海港贸易有限公司",
  birthDate: null,
  nationality: null,
  annualIncome: null,
  documents: [],
  wards: [],
  registration: {
    uscc: "91990101MA00000018",
    lei: null,
    legalName: "海港贸易有限公司",
    legalRepresentative: "李海",
    industry: "F51",
    registeredCapital: { amount: "5000000.00", currency: "CNY" },
    status: "在业",
  },
};

export const partiesAnswer: PartiesResponse = {
  asOf: "2026-06-30T10:00:00+08:00",
  parties: [company, person],
  notFound: [],
};
