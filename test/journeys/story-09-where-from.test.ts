import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, story, type Answer, type Data, type World } from "../support/world.js";

const NUMBERS = ["13900005678", "13900001234", "990101198504120012", "王建国", "百丈路", "360000", "360,000"];

describe("Story 9: the steward asks where the mobile comes from", () => {
  let world: World;
  let id: string;
  let seen: Answer;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId("10000001", "RM1");
    seen = await world.as("ST1").ask(story("09-where-from"), { id });
  });
  afterAll(() => world.stop());

  const fact = (attribute: string): Data => seen.data.customer.facts.find((each: Data) => each.attribute === attribute);
  const facts = async (persona: string, attributes: string): Promise<Answer> =>
    world.as(persona).ask(
      `query ($id: ID!) { customer(id: $id) { facts(attributes: [${attributes}]) {
        attribute survivingValue display credibility inConflict override { reason }
        winning { value } statements { value display source { id } } validations { rule } missingSources
        maskedFields { field kind reason requestable } } } }`,
      { id },
    );

  it("the card's number survives, because it is verified; the steward sees it masked", () => {
    expect(seen.errors).toEqual([]);
    expect(fact("MOBILE")).toMatchObject({
      display: "139****5678",
      inConflict: true,
      rule: { strategy: "VERIFIED_THEN_RECENT", version: expect.stringMatching(/^v-[0-9a-f]{12}$/) },
      winning: {
        source: { id: "card", trust: 0.8 },
        observedAt: "2026-05-20T06:05:00.000Z",
        verification: "VERIFIED_OTP",
      },
      override: null,
      missingSources: [],
    });
  });

  it("the core's lost: older and unverified; the CRM agrees", () => {
    expect(fact("MOBILE").statements).toEqual([
      {
        source: { id: "card" },
        id: expect.stringMatching(/^[\w-]{22}$/),
        observedAt: "2026-05-20T06:05:00.000Z",
        sourceRecordId: "C-77001",
        display: "139****5678",
        verification: "VERIFIED_OTP",
        winning: true,
        agrees: true,
        lostBecause: null,
      },
      {
        source: { id: "crm" },
        id: expect.stringMatching(/^[\w-]{22}$/),
        observedAt: "2026-06-01T03:00:00.000Z",
        sourceRecordId: "8801",
        display: "139****5678",
        verification: "SELF_DECLARED",
        winning: false,
        agrees: true,
        lostBecause: null,
      },
      {
        source: { id: "core-banking" },
        id: expect.stringMatching(/^[\w-]{22}$/),
        observedAt: "2024-03-01T01:30:00.000Z",
        sourceRecordId: "10000001",
        display: "139****1234",
        verification: "SELF_DECLARED",
        winning: false,
        agrees: false,
        lostBecause: "older and unverified",
      },
    ]);
  });

  it("is to be believed by 0.54, with the arithmetic", () => {
    expect(fact("MOBILE")).toMatchObject({
      credibility: 0.54,
      explanation: {
        summary: "0.8 × 0.989 × 0.684 = 0.54",
        factors: [
          { name: "TRUST", value: "0.8", contribution: 0.8 },
          { name: "RECENCY", value: "0.989", contribution: -0.0089 },
          { name: "AGREEMENT", value: "0.684", contribution: -0.2498 },
        ],
      },
    });
  });

  it("has 11 digits wherever it comes from, and the sources do not agree", () => {
    const { validations } = fact("MOBILE");
    expect(validations).toHaveLength(6);
    expect(validations).toContainEqual({
      rule: "MOBILE_DIGITS",
      kind: "FORMAT",
      passed: true,
      message: "11 digits: pass",
    });
    expect(validations).toContainEqual({
      rule: "SOURCES_AGREE",
      kind: "CROSS_SOURCE",
      passed: false,
      message: "another source says otherwise: fail",
    });
  });

  it("nobody states an occupation: nothing survives, and nothing is made up", () => {
    expect(fact("OCCUPATION")).toMatchObject({ display: null, credibility: null, winning: null, statements: [] });
  });

  it("tells what is missing and what each source gives", () => {
    const { quality } = seen.data.customer;
    expect(quality).toMatchObject({
      missing: ["OCCUPATION", "TAX_RESIDENCY"],
      conflicts: [{ attribute: "MOBILE" }],
      missingSources: [],
    });
    expect(quality.bySource).toEqual([
      {
        source: { id: "card" },
        branch: "B1",
        completeness: 0.47,
        timeliness: 0.99,
        lastUpdatedAt: "2026-05-20T06:05:00.000Z",
      },
      {
        source: { id: "core-banking" },
        branch: "B1",
        completeness: 0.68,
        timeliness: 0.77,
        lastUpdatedAt: "2024-03-01T01:30:00.000Z",
      },
      {
        source: { id: "crm" },
        branch: "B1",
        completeness: 0.32,
        timeliness: 0.99,
        lastUpdatedAt: "2026-06-01T03:00:00.000Z",
      },
    ]);
  });

  it("is 0.85 complete for the manager, whom nothing is withheld from, and its factors add up to it", async () => {
    const { data } = await world.as("RM1").ask(
      `query ($id: ID!) { customer(id: $id) { quality { withheld missing
        completeness { value explanation { summary factors { name value contribution weight } } } } } }`,
      { id },
    );
    const { quality } = data.customer;
    const { value, explanation } = quality.completeness;
    expect(quality).toMatchObject({ withheld: 0, missing: ["OCCUPATION", "TAX_RESIDENCY"] });
    expect([value, explanation.summary]).toEqual([0.85, "85 of 100"]);
    const total = explanation.factors.reduce((sum: number, { contribution }: Data) => sum + contribution, 0);
    expect(total).toBeCloseTo(0.85, 10);
  });

  it("the steward, to whom amounts are denied, is not told by it whether there is an income", () => {
    const { completeness, withheld } = seen.data.customer.quality;
    expect([completeness.value, completeness.explanation.summary, withheld]).toEqual([
      0.8421,
      "80 of 95; 1 left out, not shown to this viewer",
      1,
    ]);
    const names = completeness.explanation.factors.map(({ name }: Data) => name);
    expect(names).toContain("OCCUPATION");
    expect(names).not.toContain("ANNUAL_INCOME");
  });

  it("no byte of the answer holds a number, a name, an address or an amount in clear", () => {
    expect(NUMBERS.filter((value) => seen.text.includes(value))).toEqual([]);
  });

  it("what is denied is withheld whole, and alone it asks no source but for who this is", async () => {
    const answer = await facts("ST1", "ANNUAL_INCOME");
    expect(answer.errors).toEqual([]);
    expect(answer.data.customer.facts).toEqual([
      {
        attribute: "ANNUAL_INCOME",
        survivingValue: null,
        display: null,
        credibility: null,
        inConflict: null,
        override: null,
        winning: null,
        statements: null,
        validations: null,
        missingSources: null,
        maskedFields: ["survivingValue", "display"].map((field) => ({
          field,
          kind: "AMOUNT",
          reason: "PURPOSE",
          requestable: false,
        })),
      },
    ]);
    expect(answer.extensions.c360.sources.map(({ source }: Data) => source)).not.toContain("card");
  });

  it("an attribute that was judged by what is denied is withheld as well", async () => {
    // Analysts see years of birth, and no document number: a verdict on the date would tell something of the number.
    const { data } = await facts("AN1", "BIRTH_DATE, OCCUPATION, LEGAL_NAME");
    const told = data.customer.facts.map(({ attribute, statements }: Data) => [attribute, statements !== null]);
    expect(told).toEqual([
      ["BIRTH_DATE", false],
      ["OCCUPATION", true],
      ["LEGAL_NAME", true],
    ]);
  });

  it("a losing statement is shown no better than the survivor: to the manager either", async () => {
    const answer = await facts("RM1", "MOBILE, IDENTITY_DOCUMENT, ANNUAL_INCOME");
    const [mobile, , income] = answer.data.customer.facts;
    expect(mobile.statements.map(({ value }: Data) => value)).toEqual(["139****5678", "139****5678", "139****1234"]);
    expect(income).toMatchObject({ survivingValue: "360000.00", display: "360,000.00" });
    expect(NUMBERS.slice(0, 5).filter((value) => answer.text.includes(value))).toEqual([]);
  });

  it("the customer himself sees both numbers, and his document masked", async () => {
    const { data } = await world
      .as("P1")
      .ask(
        `{ viewer { customer { facts(attributes: [MOBILE, IDENTITY_DOCUMENT]) { display statements { value } } } } }`,
      );
    const [mobile, document] = data.viewer.customer.facts;
    expect(mobile.statements.map(({ value }: Data) => value)).toEqual(["13900005678", "13900005678", "13900001234"]);
    expect(document.display).toBe("9****************2");
  });

  it("whom only the header is shown to, and whom nothing is, get no facts", async () => {
    const agent = await world.as("CC1").ask(
      `query ($m: IdentifierInput!) { customersByIdentifier(identifier: $m) { edges { node {
        facts(attributes: [MOBILE]) { display } quality { missing } } } } }`,
      { m: { type: "MOBILE", value: "13900005678" } },
    );
    expect(agent.data.customersByIdentifier.edges[0].node).toEqual({ facts: null, quality: null });
    expect(agent.errors.every(({ extensions }) => extensions.code === "ACCESS_DENIED")).toBe(true);
    expect((await facts("RM2", "MOBILE")).text).not.toContain("5678");
  });
});
