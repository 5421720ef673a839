import type {
  CrmAnalytics,
  CrmCustomer,
  CrmCustomersResponse,
  CrmError,
  CrmListingResponse,
  CrmSearchResponse,
  InteractionsResponse,
  OrgUnitsResponse,
  PortfolioResponse,
  StaffResponse,
} from "../../../src/sources/crm/wire.generated.js";

const asOf = "2026-06-30T10:00:00+08:00";

const run = {
  modelId: "churn-rule",
  modelVersion: "1.0",
  computedAt: "2026-06-30T04:00:00+08:00",
  inputsAsOf: "2026-06-30T00:00:00+08:00",
};

const analytics: CrmAnalytics = {
  lifecycle: { stage: "DECLINING", since: "2026-06-30" },
  churnRisk: {
    value: 0.72,
    scale: "0–1",
    band: "HIGH",
    explanation: {
      summary: "idle and dissatisfied",
      factors: [
        {
          name: "idleDays",
          value: "92 ≥ 90",
          weight: 0.5,
          contribution: 0.36,
          source: "core-banking",
          direction: "RAISES",
        },
        { name: "serviceScore", value: "3.5 < 4", weight: 0.5, contribution: 0.36, source: null, direction: "RAISES" },
      ],
      ...run,
    },
  },
  segments: [
    {
      segmentId: "CHURN_RISK_HIGH",
      name: "流失高危",
      kind: "RETENTION",
      explanation: { summary: "idle", factors: [], ...run },
    },
  ],
};

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
  analytics,
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
  analytics: { lifecycle: { stage: "PROSPECT", since: null }, churnRisk: null, segments: [] },
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

export const listingAnswer: CrmListingResponse = {
  data: [
    { cursor: "row-1", customer: person },
    { cursor: "row-2", customer: prospect },
  ],
  meta: { asOf, next: "row-2", total: 12 },
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
