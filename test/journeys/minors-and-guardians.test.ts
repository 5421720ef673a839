import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type Data, type World } from "../support/world.js";

const LOOK = `query ($id: ID!) { customer(id: $id) {
  displayName viewerAccess { basis }
  person { birthDate maskedFields { field reason } documents { number maskedFields { field reason } } }
  contactPoints { value maskedFields { field reason } }
  position { deposits { amount } } } }`;
const WARDS = `{ viewer { customer { person { dependants { customer { displayName customerNumber } } } } } }`;
const WARDSHIP = { cif: "10000004", basis: "PARENT", validTo: "2032-09-01" } as const;

describe("王小明 is eleven; his guardians are his parents 王建国 (P1) and 刘敏", () => {
  let world: World;
  let [father, mother, son] = ["", "", ""];

  beforeAll(async () => {
    world = await openWorld();
    father = await world.customerId("10000001", "RM1");
    mother = await world.customerId("10000005", "RM1");
    son = await world.customerId("10000004", "RM1");
  });
  afterEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  const codeFor = async (persona: string, id: string): Promise<unknown> =>
    (await world.as(persona).ask(LOOK, { id })).errors[0]?.extensions.code;

  it("his father reaches himself and him, and sees him as he sees himself", async () => {
    const own = await world.as("P1").ask(LOOK, { id: father });
    const his = await world.as("P1").ask(LOOK, { id: son });

    expect(own.data.customer).toMatchObject({ displayName: "王建国", viewerAccess: { basis: "SELF" } });
    expect(his.data.customer).toMatchObject({
      displayName: "王小明",
      viewerAccess: { basis: "GUARDIAN" },
      person: { birthDate: "2014-09-01" },
      position: { deposits: { amount: "5200.00" } },
    });
    // Somebody may look over his shoulder.
    expect(his.data.customer.person.documents[0].number).toMatch(/^9\*+.$/u);
    expect((await world.as("P1").ask(WARDS)).data.viewer.customer.person.dependants).toEqual([
      { customer: { displayName: "王小明", customerNumber: "10000004" } },
    ]);
  });

  it("his father reaches nobody else: not the mother of the same child, by no way", async () => {
    const asked = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }";
    const guardians = `query ($id: ID!) { customer(id: $id) { person { guardians { customer { customerNumber } } } } }`;

    expect(await codeFor("P1", mother)).toBe("CUSTOMER_NOT_REACHABLE");
    expect((await world.as("P1").ask(asked, { ids: [mother, son] })).data.nodes).toEqual([
      null,
      { __typename: "Customer" },
    ]);
    const { data } = await world.as("P1").ask(guardians, { id: son });
    expect(data.customer.person.guardians.map(({ customer }: Data) => customer?.customerNumber ?? null)).toEqual([
      "10000001",
      null,
    ]);
  });

  it("he reaches himself, and not his father", async () => {
    const { data } = await world.as("customer:10000004").ask(LOOK, { id: son });

    expect(data.customer).toMatchObject({ displayName: "王小明", viewerAccess: { basis: "SELF" } });
    expect(await codeFor("customer:10000004", father)).toBe("CUSTOMER_NOT_REACHABLE");
  });

  it("a guardianship that has ended opens nothing, from the day after on", async () => {
    world.sandbox.control.change("10000001", { wards: [{ ...WARDSHIP, validTo: "2026-06-30" }] });
    expect(await codeFor("P1", son)).toBeUndefined();

    world.sandbox.control.change("10000001", { wards: [{ ...WARDSHIP, validTo: "2026-06-29" }] });

    expect(await codeFor("P1", son)).toBe("CUSTOMER_NOT_REACHABLE");
    expect((await world.as("P1").ask(WARDS)).data.viewer.customer.person.dependants[0].customer).toBeNull();
  });

  it("a guardianship that the core does not know any more opens nothing, whatever the child's record says", async () => {
    world.sandbox.control.change("10000001", { wards: [] });

    expect(await codeFor("P1", son)).toBe("CUSTOMER_NOT_REACHABLE");
  });

  it("on his eighteenth birthday he is on his own", async () => {
    world.sandbox.control.change("10000004", { birthDate: "2008-07-01" });
    expect(await codeFor("P1", son)).toBeUndefined();

    world.sandbox.control.change("10000004", { birthDate: "2008-06-30" });

    expect(await codeFor("P1", son)).toBe("CUSTOMER_NOT_REACHABLE");
  });

  it("whose age the core does not know is nobody's ward", async () => {
    world.sandbox.control.change("10000004", { birthDate: null });

    expect(await codeFor("P1", son)).toBe("CUSTOMER_NOT_REACHABLE");
  });

  it("staff see what tells of a child masked, for that reason, even the officer who sees everything of adults", async () => {
    const { data: adult } = await world.as("DPO1").ask(LOOK, { id: mother });
    const { data } = await world.as("DPO1").ask(LOOK, { id: son });
    const { person, contactPoints, displayName } = data.customer;

    expect(adult.customer.person.birthDate).toBe("1987-06-30");
    expect(adult.customer.person.documents[0].number).toMatch(/^\d{18}$/u);
    expect(displayName).toBe("王小明");
    expect(person).toMatchObject({
      birthDate: "2014-**-**",
      maskedFields: [{ field: "birthDate", reason: "MINOR_PROTECTION" }],
    });
    expect(person.documents[0]).toMatchObject({
      maskedFields: ["number", "issuer"].map((field) => ({ field, reason: "MINOR_PROTECTION" })),
    });
    expect(person.documents[0].number).not.toMatch(/^\d{18}$/u);
    expect(contactPoints[0]).toMatchObject({
      value: "139****5678",
      maskedFields: [{ field: "value", reason: "MINOR_PROTECTION" }],
    });
  });
});
