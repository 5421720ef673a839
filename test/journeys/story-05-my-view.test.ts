import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, story, type World } from "../support/world.js";

describe("Story 5: a customer looks at himself in the mobile bank", () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.stop());

  it("sees his own name, numbers and money, and his document masked", async () => {
    const { data, errors } = await world.as("P1").ask(story("05-my-view"));

    expect(errors).toEqual([]);
    const { customer } = data.viewer;
    expect(customer.displayName).toBe("王建国");
    expect(customer.person.documents.map(({ display }: { display: string }) => display)).toContain(
      "9****************2",
    );
    expect(customer.contactPoints).toContainEqual({ kind: "MOBILE", display: "13900005678", verified: true });
    expect(customer.position).toMatchObject({
      aum: { amount: "982340.55" },
      totalOwed: { amount: "1273450.00" },
      complete: true,
      missingSources: [],
    });
  });

  it("sees his consents with their state", async () => {
    const { data } = await world.as("P1").ask(story("05-my-view"));

    const { edges } = data.viewer.customer.consents;
    expect(edges.length).toBeGreaterThan(0);
    for (const { node } of edges) expect(["GRANTED", "DENIED", "WITHDRAWN", "EXPIRED"]).toContain(node.state);
  });

  it("never shows the document number, however it is asked for", async () => {
    const { data, text } = await world
      .as("P1")
      .ask(
        "{ viewer { customer { a: person { documents { number } } person { documents { display number } } identifiers { edges { node { value } } } } } }",
      );

    expect(data.viewer.customer.person.documents.length).toBeGreaterThan(0);
    expect(text).not.toContain("990101198504120012");
  });

  it("sees of the man he shares an account with his masked name alone", async () => {
    const { data } = await world
      .as("P1")
      .ask(
        "{ viewer { customer { depositAccounts(roles: [JOINT]) { edges { node { holders { hiddenReason customer { displayName contactPoints { value } } } } } } } } }",
      );

    const { holders } = data.viewer.customer.depositAccounts.edges[0].node;
    expect(holders).toContainEqual({
      hiddenReason: "THIRD_PARTY_DATA",
      customer: { displayName: "赵*", contactPoints: null },
    });
  });

  it("does not reach anybody else, whose id he happens to know", async () => {
    const other = await world.customerId("10000006", "RM2");

    const { data, errors } = await world.as("P1").ask("query ($id: ID!) { customer(id: $id) { id } }", { id: other });

    expect(data.customer).toBeNull();
    expect(errors[0]?.extensions.code).toBe("CUSTOMER_NOT_REACHABLE");
  });
});
