import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { coverage } from "../../sandbox/bank/fixture/records.js";
import { openFederatedWorld } from "../support/federated-world.js";
import { openWorld, type Answer, type Data, type World } from "../support/world.js";

const LOOK = `query ($id: ID!) { customer(id: $id) {
  displayName viewerAccess { level basis }
  contactPoints(kind: MOBILE) { value }
  position { productCount aum { amount band } }
  creditReport(reason: POST_LOAN) { __typename } } }`;
const OWN_CUSTOMER = "RELATIONSHIP_MANAGER; RELATIONSHIP_MANAGEMENT; PRIMARY_MANAGER";

describe("Tools staff look in another role's place", () => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId("10000001", "RM1");
  });
  afterEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  const look = (persona: string, viewAs?: string, purpose?: string): Promise<Answer> =>
    world
      .as(persona, { ...(viewAs !== undefined && { viewAs }), ...(purpose !== undefined && { purpose }) })
      .ask(LOOK, { id });

  it("the steward sees what a teller of another branch would: that the customer exists", async () => {
    const { data, extensions } = await look("ST1", "TELLER; COUNTER_SERVICE");

    expect(data.customer).toMatchObject({
      displayName: null,
      viewerAccess: { level: "EXISTENCE_ONLY", basis: "OTHER_BRANCH" },
      contactPoints: null,
      position: null,
    });
    expect(extensions.c360.viewAs).toEqual({ role: "TELLER", purpose: "COUNTER_SERVICE", relations: [] });
  });

  it("and what a manager would see of his own customer, but never his amounts: those are not the steward's", async () => {
    const manager = await look("RM1");
    const { data } = await look("ST1", OWN_CUSTOMER);

    expect(manager.data.customer.position.aum.amount).toBe("982340.55");
    expect(data.customer).toMatchObject({
      displayName: "王**",
      viewerAccess: { level: "STANDARD", basis: "OWN_PORTFOLIO" },
      contactPoints: [{ value: "139****5678" }, {}],
      position: { productCount: 5, aum: { amount: null, band: null } },
    });
  });

  it("an auditor, who sees no values, sees none in the place of somebody who does", async () => {
    const { data, text } = await look("AUD1", OWN_CUSTOMER);

    expect(data.customer.viewerAccess.level).toBe("EXISTENCE_ONLY");
    expect(text).not.toMatch(/王|982340|139/u);
  });

  it("whom the steward does not reach, no role reaches for him", async () => {
    world.sandbox.control.change("10000001", { confidentiality: "VIP" });

    expect((await look("ST1", OWN_CUSTOMER)).errors[0]?.extensions.code).toBe("CUSTOMER_NOT_REACHABLE");
  });

  it("standing close to a customer himself does not pass for the role's standing", async () => {
    world.sandbox.control.change("10000001", { coverage: coverage("ST1", "STEWARD", "Data", "HO") });

    const { data } = await look("ST1", "RELATIONSHIP_MANAGER; RELATIONSHIP_MANAGEMENT");

    expect(data.customer.viewerAccess.basis).toBe("OUTSIDE_PORTFOLIO");
  });

  it.each([
    ["a manager", "RM1", undefined],
    ["a teller", "T1", undefined],
    ["risk", "RISK1", undefined],
    ["a customer", "P1", undefined],
    ["the officer for customers' own requests, outside his audits", "DPO1", "DATA_SUBJECT_REQUEST"],
  ])("%s may not, and is told so before anything is asked", async (_, persona, purpose) => {
    world.sandbox.control.resetCounters();

    const { status, data, errors } = await look(persona, "AUDITOR; AUDIT", purpose);

    expect([status, data, errors.map(({ extensions }) => extensions.code as string)]).toEqual([
      403,
      null,
      ["ACCESS_DENIED"],
    ]);
    expect(Object.values(world.sandbox.control.counters()).map(({ calls }) => calls)).toEqual(
      Object.values(world.sandbox.control.counters()).map(() => 0),
    );
  });

  it("a role that there is not is refused rather than answered as oneself", async () => {
    const { status, errors, text } = await look("ST1", "TELLR; COUNTER_SERVICE");

    expect([status, errors[0]?.extensions.code]).toEqual([400, "VIEW_AS_INVALID"]);
    expect(text).not.toContain("TELLR");
  });

  it("the log tells of such a look whose place it was in", async () => {
    await look("ST1", "TELLER; COUNTER_SERVICE");

    expect(world.logged.findLast(({ msg }) => msg === "operation answered")).toMatchObject({
      subject: "staff:ST1",
      purpose: "DATA_STEWARDSHIP",
      viewAs: { role: "TELLER", purpose: "COUNTER_SERVICE" },
    });
  });

  it("such a look is on record as what it is, and whose place it was in; and so is one that was refused", async () => {
    await look("ST1", OWN_CUSTOMER);
    await look("DPO1", "TELLER; COUNTER_SERVICE", "DATA_SUBJECT_REQUEST");

    const { data } = await world.as("AUD1").ask(`{ auditEvents(filter: {
      actions: [VIEW_AS], from: "2026-06-01T00:00:00Z", to: "2026-07-02T00:00:00Z" }, first: 2) {
      edges { node { actor purpose decision errors detail { name value } subjects { customerIds level } } } } }`);
    const [refused, taken] = data.auditEvents.edges.map(({ node }: { node: Data }) => node);
    expect(refused).toMatchObject({
      actor: "staff:DPO1",
      decision: "DENIED",
      errors: ["ACCESS_DENIED"],
      detail: [{ name: "viewAs", value: "TELLER; COUNTER_SERVICE" }],
    });
    expect(taken).toMatchObject({
      actor: "staff:ST1",
      purpose: "DATA_STEWARDSHIP",
      detail: [{ name: "viewAs", value: OWN_CUSTOMER }],
      subjects: [{ customerIds: [id], level: "STANDARD" }],
    });
  });

  it("what a role may not look up is not looked up in its place", async () => {
    const find = `{ customersByIdentifier(identifier: { type: MOBILE, value: "13900005678" }) { edges { node { id } } } }`;

    expect((await world.as("ST1").ask(find)).data.customersByIdentifier.edges).not.toEqual([]);
    const { data } = await world.as("ST1", { viewAs: "TELLER; COUNTER_SERVICE" }).ask(find);
    expect(data.customersByIdentifier.edges).toEqual([]);
  });
});

it("Through a router that passes it on, every subgraph looks in that place", async () => {
  const world = await openFederatedWorld();
  try {
    const { data: found } = await world
      .asRouted("RM1")
      .ask(`{ customersByIdentifier(identifier: { type: CIF, value: "10000001" }) { edges { node { id } } } }`);
    const { id } = found.customersByIdentifier.edges[0].node;
    const viewAs = "TELLER; COUNTER_SERVICE";

    const { data } = await world.asRouted("ST1", { viewAs }).ask(LOOK, { id });

    expect(data.customer).toMatchObject({ displayName: null, viewerAccess: { basis: "OTHER_BRANCH" }, position: null });
  } finally {
    await world.stop();
  }
}, 180_000);
