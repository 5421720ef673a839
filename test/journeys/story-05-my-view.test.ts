import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, story, type Data, type World } from "../support/world.js";

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

  it("sees who looked at him: role and purpose and what became of each field, never who, and not what he must not learn", async () => {
    const wang = await world.customerId("10000001", "RM1");
    const look = `query ($id: ID!) { customer(id: $id) { displayName person { documents { number } } } }`;
    await world.as("RM1").ask(look, { id: wang });
    await world.as("RM2").ask(look, { id: wang });
    await world.as("RISK1", { purpose: "KYC_AML" }).ask(look, { id: wang });

    const { data, errors, text } = await world.as("P1").ask(story("05-my-view"));

    expect(errors).toEqual([]);
    const log = data.viewer.customer.accessLog.edges.map(({ node }: Data) => node);
    expect(log[1]).toEqual({
      at: "2026-06-30T02:00:00.000Z",
      actorRole: "RELATIONSHIP_MANAGER",
      channel: "RM_WORKBENCH",
      purpose: "RELATIONSHIP_MANAGEMENT",
      action: "READ",
      fields: [
        { path: "customer.displayName", outcome: "MASKED" },
        { path: "customer.person.documents.number", outcome: "MASKED" },
      ],
    });
    // RM2 learnt that he exists and who looks after him, and that is told as well.
    expect(log[0].fields.map(({ outcome }: Data) => outcome)).toEqual(["DENIED", "DENIED"]);
    expect(log.map(({ purpose }: Data) => purpose)).not.toContain("KYC_AML");
    for (const hidden of ["RM1", "RM2", "RISK1", "staff:"]) expect(text).not.toContain(hidden);
  });

  it("shows the log page by page, whole to an auditor and to nobody else", async () => {
    const wang = await world.customerId("10000001", "RM1");
    const log = `query ($id: ID!, $after: String) { customer(id: $id) { accessLog(first: 2, after: $after) {
      pageInfo { endCursor hasNextPage } edges { node { actorRole event { id actor } } } } } }`;

    const first = await world.as("AUD1").ask(log, { id: wang });
    const { edges, pageInfo } = first.data.customer.accessLog;
    expect(edges).toHaveLength(2);
    expect(edges[0].node.event.actor).toMatch(/^staff:/);
    const second = await world.as("AUD1").ask(log, { id: wang, after: pageInfo.endCursor });
    expect(second.data.customer.accessLog.edges[0].node.event.id).not.toBe(edges[1].node.event.id);

    const refused = await world.as("RM1").ask(log, { id: wang });
    expect(refused.data.customer.accessLog).toBeNull();
    expect(refused.errors[0]?.extensions.code).toBe("ACCESS_DENIED");
    const own = await world.as("P1").ask(`{ viewer { customer { accessLog { edges { node { event { id } } } } } } }`);
    expect(new Set(own.data.viewer.customer.accessLog.edges.map(({ node }: Data) => node.event))).toEqual(
      new Set([null]),
    );
  });

  it("does not reach anybody else, whose id he happens to know", async () => {
    const other = await world.customerId("10000006", "RM2");

    const { data, errors } = await world.as("P1").ask("query ($id: ID!) { customer(id: $id) { id } }", { id: other });

    expect(data.customer).toBeNull();
    expect(errors[0]?.extensions.code).toBe("CUSTOMER_NOT_REACHABLE");
  });
});
