import type {
  CrmCustomer,
  CrmCustomersResponse,
  CrmError,
  CrmSearchResponse,
  InteractionsResponse,
  OrgUnitsResponse,
  PortfolioResponse,
  StaffResponse,
} from "../../../src/sources/crm/wire.generated.js";

const asOf = "2026-06-30T10:00:00+08:00";

const person: CrmCustomer = {
  crmId: "8801",
  cif: "10000001",
  customerKind: "PERSON",
  name: "王建国",
  idType: "RESIDENT_ID",
  idNumber: "990101198504120012",
  birthDate: "1985-04-12",
  contacts: [
    {
      kind: "MOBILE",
      value: "13900005678",
      observedAt: "2026-06-01T11:00:00+08:00",
      verification: "SELF_DECLARED",
      preferred: true,
      doNotContact: false,
    },
    {
      kind: "ADDRESS",
      value: "江东区海港路1号",
      observedAt: "2025-06-01T11:00:00+08:00",
      verification: "NONE",
      preferred: false,
      doNotContact: true,
    },
  ],
  updatedAt: "2026-06-01T11:00:00+08:00",
  confidentiality: "NORMAL",
  serviceScore: 4.5,
  coverage: {
    primaryManager: { staffId: "RM1", name: "李明", role: "RELATIONSHIP_MANAGER", unitId: "B1" },
    owningBranch: { unitId: "B1", name: "Jiangdong", level: "COUNTY_BRANCH", parentId: "HO" },
    team: [
      {
        staffId: "RM1",
        name: "李明",
        role: "RELATIONSHIP_MANAGER",
        department: "Retail",
        validFrom: "2023-01-01",
        validTo: null,
      },
    ],
    history: [],
  },
  consents: [
    {
      consentId: "CS-8801-1",
      purpose: "MARKETING",
      scope: ["SMS"],
      state: "GRANTED",
      version: "2025.1",
      channel: "MOBILE_BANK",
      grantedAt: "2025-01-10T08:00:00+08:00",
      withdrawnAt: null,
      expiresAt: null,
      evidenceRef: "EV-8801-1",
    },
  ],
};

const prospect: CrmCustomer = {
  ...person,
  crmId: "8802",
  cif: null,
  customerKind: "ORGANISATION",
  name: "海港贸易有限公司",
  idType: "USCC",
  idNumber: "91990101MA00000018",
  birthDate: null,
  contacts: [],
  serviceScore: null,
  coverage: null,
  consents: [],
};

export const customersAnswer: CrmCustomersResponse = { data: [person, prospect], meta: { asOf, notFound: [] } };

export const searchAnswer: CrmSearchResponse = {
  data: [
    { index: 1, customers: [] },
    { index: 0, customers: [person] },
  ],
  meta: { asOf },
};

export const staffAnswer: StaffResponse = {
  data: [{ staffId: "RM1", name: "李明", role: "RELATIONSHIP_MANAGER", unitId: "B1" }],
  meta: { asOf, notFound: [] },
};

export const orgUnitsAnswer: OrgUnitsResponse = {
  data: [
    { unitId: "HO", name: "Head Office", level: "HEAD_OFFICE", parentId: null },
    { unitId: "B1", name: "Jiangdong", level: "COUNTY_BRANCH", parentId: "HO" },
  ],
  meta: { asOf },
};

export const portfolioAnswer: PortfolioResponse = {
  data: [
    { crmId: "8801", cif: "10000001" },
    { crmId: "8802", cif: null },
  ],
  meta: { asOf, next: "c-2", total: 340 },
};

export const interactionsAnswer: InteractionsResponse = {
  data: [
    {
      crmId: "8801",
      next: null,
      items: [
        {
          interactionId: "IN-8801-1",
          kind: "CONTACT",
          at: "2026-06-20T15:20:00+08:00",
          title: "理财到期提醒",
          channel: "CALL_CENTRE",
          initiator: "BANK",
          status: "CLOSED",
        },
      ],
    },
  ],
  meta: { asOf, notFound: [] },
};

export function crmError(code: CrmError["error"]["code"]): CrmError {
  return { error: { code, message: "as the CRM words it" }, meta: { asOf } };
}
