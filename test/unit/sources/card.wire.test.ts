import { describe, expect, it } from "vitest";
import { Contract } from "../../../src/platform/contract.js";
import { toCardCustomer } from "../../../src/sources/card/wire-customer.js";
import type { CardCustomersResponse } from "../../../src/sources/card/wire.generated.js";
import { crossBorder, spoil } from "../../support/border.js";
import { reveal } from "../../support/reveal.js";
import { cardsAnswer, customersAnswer, searchAnswer } from "../../support/upstream/card-answers.js";

const contract = Contract.read("schema/upstream/card.yaml");
const cny = (amount: string) => ({ sealed: { amount, currency: "CNY" } });
const yen = (amount: string) => ({ sealed: { amount, currency: "JPY" } });

interface Revealed {
  party: Record<string, unknown>;
  cards: { items: Record<string, unknown>[]; gaps: unknown[] };
}

function customersOf(answer: CardCustomersResponse) {
  const { record } = crossBorder("card", contract, "CardCustomersResponse", structuredClone(answer));
  return reveal(record.listing("customers", toCardCustomer)) as { items: Revealed[]; gaps: unknown[] };
}

describe("a card customer on the wire", () => {
  it("keeps to the contract in the fixtures", () => {
    const kept = { violations: null, dropped: [] };
    expect(contract.answer("CardCustomersResponse")(structuredClone(customersAnswer))).toEqual(kept);
    expect(contract.answer("CardSearchResponse")(structuredClone(searchAnswer))).toEqual(kept);
    expect(contract.answer("CardsResponse")(structuredClone(cardsAnswer))).toEqual(kept);
  });

  it("becomes a party", () => {
    const { items, gaps } = customersOf(customersAnswer);
    const observedAt = Date.parse("2026-05-21T09:00:00+08:00");
    expect(gaps).toEqual([]);
    expect(items[0]?.party).toEqual({
      source: "card",
      recordId: "C-77001",
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
          verification: "VERIFIED_OTP",
          observedAt: Date.parse("2026-05-20T14:05:00+08:00"),
          preferred: false,
          doNotContact: false,
        },
        {
          kind: "EMAIL",
          value: { sealed: "wang@example.com" },
          verification: "NONE",
          observedAt,
          preferred: false,
          doNotContact: false,
        },
      ],
      guardians: [],
      wards: [],
      registration: null,
      confidentiality: null,
      observedAt,
      collectedBy: null,
      collectionChannel: null,
      crossReference: null,
    });
  });

  it("becomes a company when it is known by a credit code", () => {
    expect(customersOf(customersAnswer).items[1]?.party).toMatchObject({
      kind: "ORGANIZATION",
      birthDate: null,
      documents: [],
      contacts: [],
      registration: { legalName: "海港贸易有限公司", unifiedSocialCreditCode: "91990101MA00000018" },
    });
  });

  it("brings its cards, minor units turned into amounts of their own currency", () => {
    const cards = customersOf(customersAnswer).items[0]?.cards;
    expect(cards?.gaps).toEqual([]);
    expect(cards?.items[0]).toEqual({
      source: "card",
      recordId: "CC-701",
      kind: "CREDIT_CARD",
      number: { sealed: "6225880000077019" },
      productName: "海港白金信用卡",
      level: "PLATINUM",
      status: "ACTIVE",
      balance: cny("23450.00"),
      limit: cny("100000.00"),
      available: cny("76550.00"),
      statementDueDate: "2026-07-12",
      minimumDue: cny("2345.00"),
      openedAt: "2018-09-03",
      instalments: [
        { description: "手机分期", remaining: cny("3000.01"), monthly: cny("500.00"), remainingPeriods: 6 },
      ],
      holders: [{ source: "card", recordId: "C-77001", role: "PRIMARY", sharePercent: null }],
      entitlements: [],
    });
    expect(cards?.items[1]).toMatchObject({ balance: yen("-1200"), minimumDue: null, instalments: [] });
  });

  it.each([
    ["name", 1, { name: { fault: "SOURCE_MALFORMED", at: "customers/0/name" } }],
    ["birth_date", "1985-02-30", { birthDate: { fault: "SOURCE_MALFORMED", at: "customers/0/birth_date" } }],
    ["id_no", "", { documents: [{ number: { fault: "SOURCE_MALFORMED", at: "customers/0/id_no" } }] }],
    [
      "mobile",
      "13900005678",
      { contacts: [{ kind: "MOBILE", value: { fault: "SOURCE_MALFORMED", at: "customers/0/mobile" } }, {}] },
    ],
    [
      "mobile/number",
      13900005678,
      {
        contacts: [
          { verification: "VERIFIED_OTP", value: { fault: "SOURCE_MALFORMED", at: "customers/0/mobile/number" } },
          { value: { sealed: "wang@example.com" } },
        ],
      },
    ],
    ["mobile/verification", "SURE", { contacts: [{ verification: "NONE", value: { sealed: "13900005678" } }, {}] }],
  ])("loses %s alone when it is wrong", (field, value, ours) => {
    const before = customersOf(customersAnswer);
    const after = customersOf(spoil(customersAnswer, `customers/0/${field}`, value));
    expect(after.gaps).toEqual([]);
    expect(after.items[0]?.party).toMatchObject(ours);
    const touched = new Set(Object.keys(ours));
    const others = (party: Record<string, unknown> = {}) => Object.entries(party).filter(([key]) => !touched.has(key));
    expect(others(after.items[0]?.party)).toEqual(others(before.items[0]?.party));
    expect(after.items[0]?.cards).toEqual(before.items[0]?.cards);
    expect(after.items[1]).toEqual(before.items[1]);
  });

  it.each([
    ["owed_minor", "2345000", "balance"],
    ["owed_minor", 2 ** 53, "balance"],
    ["owed_minor", 23450.5, "balance"],
    ["pan", "6225 8800", "number"],
    ["statement_due_date", "12 July", "statementDueDate"],
    ["instalments", {}, "instalments"],
  ])("loses a card's %s alone when it is %j", (field, value, ours) => {
    const before = customersOf(customersAnswer).items[0]?.cards.items[0];
    const { cards } = customersOf(spoil(customersAnswer, `customers/0/cards/0/${field}`, value)).items[0] ?? {};
    const fault = { fault: "SOURCE_MALFORMED", at: `customers/0/cards/0/${field}` };
    expect(cards?.gaps).toEqual([]);
    expect(cards?.items[0]).toEqual({ ...before, [ours]: fault });
  });

  it("is a gap without its number", () => {
    const { items, gaps } = customersOf(spoil(customersAnswer, "customers/0/customer_id", undefined));
    expect(items.map(({ party }) => party["recordId"])).toEqual(["C-90001"]);
    expect(gaps).toEqual([{ fault: "SOURCE_MALFORMED", at: "customers/0/customer_id" }]);
  });

  it.each(["card_id", "customer_id", "currency"])("has a gap among the cards for one without its %s", (field) => {
    const [customer] = customersOf(spoil(customersAnswer, `customers/0/cards/0/${field}`, null)).items;
    expect(customer?.cards.items.map((each) => each["recordId"])).toEqual(["CC-702"]);
    expect(customer?.cards.gaps).toEqual([{ fault: "SOURCE_MALFORMED", at: `customers/0/cards/0/${field}` }]);
  });

  it("is still a customer when the cards cannot be read at all", () => {
    const [customer] = customersOf(spoil(customersAnswer, "customers/0/cards", "two")).items;
    expect(customer?.party["recordId"]).toBe("C-77001");
    expect(customer?.cards).toEqual({ items: [], gaps: [{ fault: "SOURCE_MALFORMED", at: "customers/0/cards" }] });
  });

  it("leaves a verification code and everything else unknown at the border", () => {
    const answer = spoil(spoil(customersAnswer, "customers/0/cards/0/cvv", "917"), "customers/0/shoe_size", 43);
    const { record, violations, dropped } = crossBorder("card", contract, "CardCustomersResponse", answer);
    expect(violations).toBeNull();
    expect([...dropped].sort()).toEqual(["/customers/0/cards/0/cvv", "/customers/0/shoe_size"]);
    expect(reveal(record.listing("customers", toCardCustomer))).toEqual(customersOf(customersAnswer));
    expect(JSON.stringify(answer)).not.toMatch(/cvv|917|shoe/);
  });
});
