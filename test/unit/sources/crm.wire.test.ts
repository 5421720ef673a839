import { describe, expect, it } from "vitest";
import { Contract } from "../../../src/platform/contract.js";
import { toCrmCustomer } from "../../../src/sources/crm/wire.js";
import type { CrmCustomersResponse } from "../../../src/sources/crm/wire.generated.js";
import { crossBorder, spoil } from "../../support/border.js";
import { reveal } from "../../support/reveal.js";
import * as answers from "../../support/upstream/crm-answers.js";

const contract = Contract.read("schema/upstream/crm.yaml");

interface Revealed {
  party: Record<string, unknown>;
  coverage: unknown;
  consents: unknown;
  serviceScore: unknown;
}

function customersOf(answer: CrmCustomersResponse) {
  const { record } = crossBorder("crm", contract, "CrmCustomersResponse", structuredClone(answer));
  return reveal(record.listing("data", toCrmCustomer)) as { items: Revealed[]; gaps: unknown[] };
}

function faultAt(path: string) {
  return { fault: "SOURCE_MALFORMED", at: `data/0/${path}` };
}

describe("a CRM customer on the wire", () => {
  it.each([
    ["CrmCustomersResponse", answers.customersAnswer],
    ["CrmSearchResponse", answers.searchAnswer],
    ["StaffResponse", answers.staffAnswer],
    ["OrgUnitsResponse", answers.orgUnitsAnswer],
    ["PortfolioResponse", answers.portfolioAnswer],
    ["InteractionsResponse", answers.interactionsAnswer],
  ])("keeps to the contract in the fixture of %s", (schemaName, answer) => {
    expect(contract.answer(schemaName)(structuredClone(answer))).toEqual({ violations: null, dropped: [] });
  });

  it("loses the words of an explanation that tell a value of his, and no figure", () => {
    const answer = structuredClone(answers.customersAnswer);
    const explanation = answer.data[0]?.analytics?.churnRisk?.explanation;
    if (explanation?.factors[0] === undefined) throw new Error("the fixture explains its figure");
    explanation.summary = "王建国 moved 300,000 away.";
    explanation.factors[0].value = "called from 13900005678";
    const { items } = customersOf(answer);
    expect(items[0]).toMatchObject({
      evaluation: {
        churnRisk: {
          value: { sealed: expect.any(Number) },
          explanation: {
            summary: faultAt("analytics/churnRisk/explanation/summary"),
            factors: [
              { value: faultAt("analytics/churnRisk/explanation/factors/0/value") },
              { value: { sealed: expect.any(String) } },
            ],
          },
        },
      },
    });
  });

  it("becomes a party that points to the core's record", () => {
    const { items, gaps } = customersOf(answers.customersAnswer);
    const observedAt = Date.parse("2026-06-01T11:00:00+08:00");
    expect(gaps).toEqual([]);
    expect(items[0]?.party).toEqual({
      source: "crm",
      recordId: "8801",
      kind: "PERSON",
      status: null,
      name: { sealed: "王建国" },
      birthDate: { sealed: "1985-04-12" },
      nationality: null,
      occupation: null,
      annualIncome: null,
      riskAppetite: null,
      taxResidency: null,
      documents: [
        {
          type: "RESIDENT_ID",
          number: { sealed: "990101198504120012" },
          issuer: null,
          validTo: null,
          verifiedWithAuthorityAt: null,
        },
      ],
      contacts: [
        {
          kind: "MOBILE",
          value: { sealed: "13900005678" },
          verification: "SELF_DECLARED",
          observedAt,
          preferred: true,
          doNotContact: false,
        },
        {
          kind: "ADDRESS",
          value: { sealed: "江东区海港路1号" },
          verification: "NONE",
          observedAt: Date.parse("2025-06-01T11:00:00+08:00"),
          preferred: false,
          doNotContact: true,
        },
      ],
      guardians: [],
      wards: [],
      registration: null,
      confidentiality: "NORMAL",
      observedAt,
      collectedBy: null,
      collectionChannel: null,
      crossReference: { source: "core-banking", recordId: "10000001" },
    });
  });

  it("brings coverage, consents and the service score", () => {
    const [customer] = customersOf(answers.customersAnswer).items;
    const manager = { id: "RM1", name: "李明", role: "RELATIONSHIP_MANAGER" };
    expect(customer?.coverage).toEqual({
      primaryManager: { ...manager, orgUnitId: "B1" },
      owningBranch: { id: "B1", name: "Jiangdong", level: "COUNTY_BRANCH", parentId: "HO" },
      team: [
        {
          staff: { ...manager, orgUnitId: null },
          role: "RELATIONSHIP_MANAGER",
          department: "Retail",
          validFrom: "2023-01-01",
          validTo: null,
        },
      ],
      history: [],
    });
    expect(customer?.consents).toEqual([
      {
        consentId: "CS-8801-1",
        purpose: "MARKETING",
        scope: ["SMS"],
        state: "GRANTED",
        version: "2025.1",
        channel: "MOBILE_BANK",
        grantedAt: Date.parse("2025-01-10T08:00:00+08:00"),
        withdrawnAt: null,
        expiresAt: null,
        evidenceRef: "EV-8801-1",
      },
    ]);
    expect(customer?.serviceScore).toEqual({ sealed: 4.5 });
  });

  it("is a prospect without a number in the core, and a company with a credit code", () => {
    const [, prospect] = customersOf(answers.customersAnswer).items;
    expect(prospect).toMatchObject({ coverage: null, consents: [], serviceScore: null });
    expect(prospect?.party).toMatchObject({
      kind: "ORGANIZATION",
      status: "PROSPECT",
      documents: [],
      registration: { legalName: "海港贸易有限公司", unifiedSocialCreditCode: "91990101MA00000018" },
      crossReference: null,
    });
  });

  it.each([
    ["name", 1, { party: { name: faultAt("name") } }],
    ["idType", "LIBRARY_CARD", { party: { documents: faultAt("idType") } }],
    ["contacts/1/value", "", { party: { contacts: [{ kind: "MOBILE" }, { value: faultAt("contacts/1/value") }] } }],
    ["contacts/1/doNotContact", "no", { party: { contacts: [{ doNotContact: false }, { doNotContact: true }] } }],
    ["contacts/1/kind", "PIGEON", { party: { contacts: faultAt("contacts/1/kind") } }],
    ["serviceScore", 11, { serviceScore: faultAt("serviceScore") }],
    ["coverage", "RM1", { coverage: faultAt("coverage") }],
    [
      "coverage/primaryManager/staffId",
      undefined,
      { coverage: { primaryManager: faultAt("coverage/primaryManager/staffId"), owningBranch: { id: "B1" } } },
    ],
    [
      "coverage/primaryManager/name",
      8,
      { coverage: { primaryManager: { id: "RM1", name: faultAt("coverage/primaryManager/name") } } },
    ],
    [
      "coverage/team/0/validFrom",
      "2023",
      { coverage: { team: [{ staff: { id: "RM1" }, validFrom: faultAt("coverage/team/0/validFrom") }], history: [] } },
    ],
    ["coverage/owningBranch", null, { coverage: { owningBranch: faultAt("coverage/owningBranch") } }],
    ["consents/0/scope/0", 5, { consents: faultAt("consents/0/scope/0") }],
    ["consents/0/grantedAt", "2025", { consents: [{ state: "GRANTED", grantedAt: faultAt("consents/0/grantedAt") }] }],
  ])("loses %s alone when it is wrong", (field, value, ours) => {
    const before = customersOf(answers.customersAnswer);
    const after = customersOf(spoil(answers.customersAnswer, `data/0/${field}`, value));
    expect(after.gaps).toEqual([]);
    expect(after.items[0]).toMatchObject(ours);
    for (const part of ["party", "coverage", "consents", "serviceScore"] as const) {
      if (!(part in ours)) expect(after.items[0]?.[part]).toEqual(before.items[0]?.[part]);
    }
    expect(after.items[1]).toEqual(before.items[1]);
  });

  it("neither points to the core nor passes for a prospect when the number cannot be read", () => {
    const [customer] = customersOf(spoil(answers.customersAnswer, "data/0/cif", 10000001)).items;
    expect(customer?.party).toMatchObject({ status: faultAt("cif"), crossReference: null });
  });

  it.each(["crmId", "customerKind"])("is a gap without its %s", (field) => {
    const { items, gaps } = customersOf(spoil(answers.customersAnswer, `data/0/${field}`, 8801));
    expect(items.map(({ party }) => party["recordId"])).toEqual(["8802"]);
    expect(gaps).toEqual([faultAt(field)]);
  });

  it("leaves at the border what nobody agreed on", () => {
    const answer = spoil(spoil(answers.customersAnswer, "data/0/password", "123456"), "data/0/coverage/mood", "good");
    const { record, violations, dropped } = crossBorder("crm", contract, "CrmCustomersResponse", answer);
    expect(violations).toBeNull();
    expect([...dropped].sort()).toEqual(["/data/0/coverage/mood", "/data/0/password"]);
    expect(reveal(record.listing("data", toCrmCustomer))).toEqual(customersOf(answers.customersAnswer));
    expect(JSON.stringify(answer)).not.toMatch(/123456|mood/);
  });
});
