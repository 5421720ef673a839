import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { movableClock } from "../support/movable-clock.js";
import { openWorld, type Answer, type Data, type World } from "../support/world.js";

const FACT = `attribute display inConflict winning { source { id } lostBecause }
  statements { id source { id } lostBecause winning } override { statementId applies reason at expiresAt by { id displayName } }`;
const CHOOSE = `mutation ($id: ID!, $attribute: Attribute!, $statement: ID!, $reason: String!, $until: DateTime!) {
  overrideAttribute(customerId: $id, attribute: $attribute, statementId: $statement, reason: $reason, expiresAt: $until) { ${FACT} }
}`;
const WITHDRAW = `mutation ($id: ID!, $attribute: Attribute!, $reason: String!) {
  withdrawOverride(customerId: $id, attribute: $attribute, reason: $reason) { ${FACT} }
}`;
const LOOK = `query ($id: ID!) { customer(id: $id) {
  contactPoints(kind: MOBILE) { value preferred } facts(attributes: [MOBILE]) { ${FACT} } } }`;
const REASON = "the customer called from the old number, case 4711";

describe("A steward chooses which statement counts", () => {
  const clock = movableClock();
  let world: World;
  let id: string;
  let core: string;

  beforeAll(async () => {
    world = await openWorld({ clock });
    id = await world.customerId("10000001", "RM1");
    const { data } = await look("ST1");
    core = data.customer.facts[0].statements.find(({ source }: Data) => source.id === "core-banking").id;
  });
  afterAll(() => world.stop());

  const look = (persona: string): Promise<Answer> => world.as(persona).ask(LOOK, { id });
  const choose = (given: Record<string, unknown> = {}, persona = "ST1"): Promise<Answer> =>
    world.as(persona).ask(CHOOSE, {
      id,
      attribute: "MOBILE",
      statement: core,
      reason: REASON,
      until: "2026-07-31T00:00:00+08:00",
      ...given,
    });
  const codeOf = ({ errors }: Answer): unknown => errors[0]?.extensions.code;

  it.each<[string, Record<string, unknown>]>([
    ["REASON_REQUIRED", { reason: "  " }],
    ["TEXT_HOLDS_CUSTOMER_VALUE", { reason: "he says 139 0000 1234" }],
    ["EXPIRY_OUT_OF_RANGE", { until: "2026-06-30T00:00:00+08:00" }],
    ["EXPIRY_OUT_OF_RANGE", { until: "2036-06-30T00:00:00+08:00" }],
    ["BAD_USER_INPUT", { until: "tomorrow" }],
    ["BAD_USER_INPUT", { until: "2026-07-31" }],
    ["BAD_USER_INPUT", { attribute: "SHOE_SIZE" }],
    ["STATEMENT_NOT_FOUND", { statement: "13900009999" }],
    ["STATEMENT_NOT_FOUND", { attribute: "EMAIL" }],
    ["INVALID_ID", { id: "10000001" }],
    ["ACCESS_DENIED", { attribute: "ANNUAL_INCOME" }],
  ])("is refused as %s: %j", async (code, given) => {
    const answer = await choose(given);
    expect(answer.data?.overrideAttribute ?? null).toBeNull();
    expect(codeOf(answer)).toBe(code);
    expect(answer.text).not.toMatch(/13900009999|139 0000 1234|tomorrow/u);
  });

  it.each(["RM1", "P1", "AN1", "RISK1"])("nor may %s, whatever he sees of the customer", async (persona) => {
    expect(["ACCESS_DENIED", "CUSTOMER_NOT_REACHABLE"]).toContain(codeOf(await choose({}, persona)));
    expect((await look("RM1")).data.customer.contactPoints[0].value).toBe("139****5678");
  });

  it("it counts at once, everywhere, for everybody, with author, reason and end", async () => {
    const { data, errors } = await choose();

    expect(errors).toEqual([]);
    expect(data.overrideAttribute).toMatchObject({
      display: "139****1234",
      inConflict: true,
      winning: { source: { id: "core-banking" }, lostBecause: null },
      override: {
        statementId: core,
        applies: true,
        reason: REASON,
        at: "2026-06-30T02:00:00.000Z",
        expiresAt: "2026-07-30T16:00:00.000Z",
        by: { id: "ST1" },
      },
    });
    const card = data.overrideAttribute.statements.find(({ source }: Data) => source.id === "card");
    expect(card).toMatchObject({ winning: false, lostBecause: "a data steward chose another" });
    expect((await look("RM1")).data.customer.contactPoints).toEqual([
      { value: "139****1234", preferred: true },
      { value: "139****5678", preferred: false },
    ]);
  });

  it("taken back, the rule decides again; a second time there is nothing to take back", async () => {
    const given = { id, attribute: "MOBILE", reason: "the new number was confirmed" };
    const { data, errors } = await world.as("ST1").ask(WITHDRAW, given);

    expect(errors).toEqual([]);
    expect(data.withdrawOverride).toMatchObject({ display: "139****5678", override: null });
    expect(codeOf(await world.as("ST1").ask(WITHDRAW, given))).toBe("NO_OVERRIDE");
    expect(codeOf(await world.as("ST1").ask(WITHDRAW, { ...given, reason: "" }))).toBe("REASON_REQUIRED");
  });

  it("ends by the clock", async () => {
    await choose({ until: "2026-06-30T10:30:00+08:00" });
    expect((await look("RM1")).data.customer.facts[0].display).toBe("139****1234");
    clock.move(31);
    expect((await look("RM1")).data.customer.facts[0]).toMatchObject({ display: "139****5678", override: null });
  });
});
