import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { residentDocument } from "../../sandbox/bank/fixture/records.js";
import { openWorld, type Answer, type Data, type World } from "../support/world.js";

const LOOK = `query ($id: ID!) { customer(id: $id) { displayName viewerAccess { level basis } coverage { primaryManager { id } } } }`;
const NODES = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }`;
const FIND = `query ($identifier: IdentifierInput!) { customersByIdentifier(identifier: $identifier) {
  totalCount missingSources { id } edges { node { displayName viewerAccess { level basis } } } } }`;
const BY_NUMBER = { identifier: { type: "CIF", value: "10000005" } };
const BY_DOCUMENT = {
  identifier: { type: "RESIDENT_ID", value: residentDocument("1987-06-30", 5, "2036-01-01").number },
};
/** Well formed, and nobody's. */
const NOBODY = `cus_${"0".repeat(26)}`;

const OUTSIDERS: readonly [string, string][] = [
  ["another branch's manager", "RM2"],
  ["a clerk of his own branch", "T1"],
  ["risk", "RISK1"],
  ["the data steward", "ST1"],
  ["the analyst", "AN1"],
  ["the call centre", "CC1"],
  ["another customer", "P1"],
];

describe.each(["VIP", "STAFF"] as const)("A customer whose account is confidential (%s)", (confidentiality) => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId("10000005", "RM1");
  });
  beforeEach(() => world.sandbox.control.change("10000005", { confidentiality }));
  afterEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  /** What an answer tells, without what it is called by. */
  const told = ({ data, errors, extensions, status }: Answer): Data => ({
    data,
    status,
    errors: errors.map(({ message, extensions: { code } }) => ({ message, code })),
    extensions,
  });

  it.each(OUTSIDERS)("is not there for %s: the answer is the one for nobody's id", async (_, persona) => {
    const asker = world.as(persona);

    expect(told(await asker.ask(LOOK, { id }))).toEqual(told(await asker.ask(LOOK, { id: NOBODY })));
    expect((await asker.ask(NODES, { ids: [id, NOBODY] })).data.nodes).toEqual([null, null]);
  });

  it.each(OUTSIDERS)("is found by no number for %s, and counted nowhere", async (_, persona) => {
    const { data } = await world.as(persona).ask(FIND, BY_NUMBER);

    expect(data.customersByIdentifier).toEqual({ totalCount: 0, missingSources: [], edges: [] });
  });

  it("is his own manager's as ever", async () => {
    const { data } = await world.as("RM1").ask(LOOK, { id });

    expect(data.customer).toMatchObject({ displayName: "刘*", viewerAccess: { basis: "OWN_PORTFOLIO" } });
  });

  it("is served at the counter with his document in hand, and not without", async () => {
    const { data } = await world.as("T1").ask(FIND, BY_DOCUMENT);

    expect(data.customersByIdentifier.edges).toMatchObject([
      { node: { displayName: "刘*", viewerAccess: { basis: "CUSTOMER_PRESENT" } } },
    ]);
    // The document was read in that request: it opens nothing in the next.
    expect((await world.as("T1").ask(LOOK, { id })).errors[0]?.extensions.code).toBe("CUSTOMER_NOT_REACHABLE");
  });

  it("is ordinary again from the request on in which the CRM says so", async () => {
    world.sandbox.control.change("10000005", { confidentiality: "NORMAL" });

    const { data } = await world.as("RM2").ask(LOOK, { id });

    expect(data.customer).toMatchObject({ displayName: null, viewerAccess: { level: "EXISTENCE_ONLY" } });
  });
});

it("A confidential customer who shares an account is not even named to the other holder's manager", async () => {
  const world = await openWorld();
  try {
    const wang = await world.customerId("10000001", "RM1");
    const zhao = await world.customerId("10000006", "RM2");
    const holders = `query ($id: ID!) { customer(id: $id) { depositAccounts { edges { node { holders {
      role hiddenReason customer { displayName } } } } } } }`;
    const joint = async (): Promise<Data> => {
      const { data } = await world.as("RM2").ask(holders, { id: zhao });
      return data.customer.depositAccounts.edges
        .flatMap(({ node }: Data) => node.holders)
        .find(({ role }: Data) => role === "JOINT");
    };
    expect(await joint()).toMatchObject({ customer: { displayName: "王**" }, hiddenReason: "THIRD_PARTY_DATA" });

    world.sandbox.control.change("10000001", { confidentiality: "VIP" });

    expect(await joint()).toMatchObject({ customer: null, hiddenReason: "NOT_IN_PORTFOLIO" });
    expect((await world.as("RM1").ask(LOOK, { id: wang })).data.customer.displayName).toBe("王**");
  } finally {
    await world.stop();
  }
});
