import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, story, type World } from "../support/world.js";

const WANG = "990101198504120012";

const BY_ID = `query ($id: ID!) { customer(id: $id) {
  displayName viewerAccess { level basis } coverage { primaryManager { id } team { role } }
  position { aum { amount band display maskedFields { field kind reason } } }
} }`;

describe("Story 1: a lobby teller swipes an identity card", () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.stop());

  it("shows who stands before her", async () => {
    const { data, errors } = await world.as("T1").ask(story("01-counter-lookup"), { doc: WANG });

    expect(errors).toEqual([]);
    const { edges } = data.customersByIdentifier;
    expect(edges).toHaveLength(1);
    expect(edges[0].matchedOn).toEqual(["RESIDENT_ID"]);
    const { node } = edges[0];
    expect(node).toMatchObject({ customerNumber: "10000001", displayName: "王**", status: "ACTIVE" });
    expect(node.viewerAccess).toMatchObject({ level: "STANDARD", basis: "CUSTOMER_PRESENT" });
    expect(node.person.documents).toContainEqual(
      expect.objectContaining({ type: "RESIDENT_ID", display: "9****************2", expired: false }),
    );
  });

  it("asks each register once, and none of them again for what it has told", async () => {
    const header = `query ($doc: String!) { customersByIdentifier(identifier: { type: RESIDENT_ID, value: $doc }) {
      edges { node { displayName person { birthDate } viewerAccess { level } } } } }`;
    await world.as("T1").ask(header, { doc: WANG });
    world.sandbox.control.resetCounters();
    const { data } = await world.as("T1").ask(header, { doc: WANG });

    expect(data.customersByIdentifier.edges[0].node.displayName).toBe("王**");
    const asked = world.sandbox.control.counters();
    const searches = ["core-banking", "loan", "card", "crm"].map((name) => asked[name]?.calls);
    // The CRM tells, too, where the teller works.
    expect(searches).toEqual([1, 1, 1, expect.toBeOneOf([1, 3])]);
  });

  it("shows his money in clear, because he is present", async () => {
    const { data } = await world.as("T1").ask(story("01-counter-lookup"), { doc: WANG });

    const { position } = data.customersByIdentifier.edges[0].node;
    expect(position).toMatchObject({
      aum: { amount: "982340.55", currency: "CNY", display: "982,340.55" },
      productCount: 5,
      complete: true,
      missingSources: [],
    });
  });

  it("tells who looks after him, and how fresh every source is", async () => {
    const { data } = await world.as("T1").ask(story("01-counter-lookup"), { doc: WANG });

    const { node } = data.customersByIdentifier.edges[0];
    expect(node.coverage.primaryManager).not.toBeNull();
    expect(node.coverage.owningBranch.name).toBe("Jiangdong");
    expect(node.freshness.map(({ state }: { state: string }) => state)).toEqual(["FRESH", "FRESH", "FRESH", "FRESH"]);
  });

  it("masks his mobile", async () => {
    const { data } = await world.as("T1").ask(
      `query ($doc: String!) {
        customersByIdentifier(identifier: { type: RESIDENT_ID, value: $doc }) {
          edges { node { contactPoints(kind: MOBILE) { display value verified preferred maskedFields { field kind } } } }
        }
      }`,
      { doc: WANG },
    );

    expect(data.customersByIdentifier.edges[0].node.contactPoints[0]).toEqual({
      display: "139****5678",
      value: "139****5678",
      verified: true,
      preferred: true,
      maskedFields: [{ field: "value", kind: "MOBILE" }],
    });
  });

  it("finds nobody under a number that nobody has", async () => {
    const { data, errors } = await world.as("T1").ask(story("01-counter-lookup"), { doc: "110101199003070011" });

    expect(errors).toEqual([]);
    expect(data.customersByIdentifier.edges).toEqual([]);
  });

  it("shows the amounts of a customer of her branch whom she only knows by our id as bands", async () => {
    const id = await world.customerId("10000001", "RM1");

    const { data, errors, extensions } = await world.as("T1").ask(BY_ID, { id });

    expect(errors).toEqual([]);
    expect(data.customer).toMatchObject({
      displayName: "王**",
      viewerAccess: { level: "STANDARD", basis: "SAME_BRANCH" },
    });
    expect(data.customer.position.aum).toEqual({
      amount: null,
      band: "500k–1m",
      display: "50–100万",
      maskedFields: [{ field: "amount", kind: "AMOUNT", reason: "ROLE_CLEARANCE" }],
    });
    expect(extensions.c360.masked).toContainEqual({
      kind: "AMOUNT",
      outcome: "MASKED",
      reason: "ROLE_CLEARANCE",
      paths: ["amount", "band", "display"].map((leaf) => `customer.position.aum.${leaf}`),
    });
  });

  it("tells of a customer of another branch that he exists, and who looks after him", async () => {
    const id = await world.customerId("10000006", "RM2");

    const { data, errors } = await world.as("T1").ask(BY_ID, { id });

    expect(data.customer).toMatchObject({
      displayName: null,
      viewerAccess: { level: "EXISTENCE_ONLY" },
      coverage: { primaryManager: { id: "RM2" }, team: null },
      position: null,
    });
    expect(errors).toMatchObject([{ path: ["customer", "position"], extensions: { code: "ACCESS_DENIED" } }]);
  });
});
