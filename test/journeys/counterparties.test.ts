import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFederatedWorld, type FederatedWorld } from "../support/federated-world.js";
import type { Answer, Asker, Data } from "../support/world.js";

const FIND = `query ($value: String!) { customersByIdentifier(identifier: { type: CIF, value: $value }) { edges { node { id } } } }`;

/** Everything that can be asked of the other holder. */
const OTHER_HOLDER = `
  id customerNumber kind status displayName
  viewerAccess { level basis }
  person { birthDate documents { number } }
  contactPoints { value }
  identifiers { edges { node { value } } }
  sourceRecords { recordId }
  freshness { asOf }
  consents { edges { node { purpose } } }
  coverage { primaryManager { id } owningBranch { id } }
  position { aum { amount band } productCount }
  depositAccounts { totalCount edges { node { numberDisplay } } }
  loans { totalCount edges { node { numberDisplay } } }
  creditCards { totalCount edges { node { numberDisplay } } }
  investments { totalCount edges { node { numberDisplay } } }
  creditReport(reason: POST_LOAN) { __typename }`;
const JOINT = `query ($id: ID!, $other: ID!) {
  before: customer(id: $other) { displayName viewerAccess { level } }
  customer(id: $id) { depositAccounts(roles: [PRIMARY, JOINT]) { edges { node { id holders { role hiddenReason customer { ${OTHER_HOLDER} } } } } } }
  after: customer(id: $other) { displayName viewerAccess { level } }
  node(id: $other) { ... on Customer { displayName } }
}`;

describe("王建国 and 赵强 hold an account together; RM1 looks after the one, RM2 after the other", () => {
  let world: FederatedWorld;
  let [wang, zhao] = ["", ""];

  const idOf = async (asker: Asker, value: string): Promise<string> =>
    (await asker.ask(FIND, { value })).data.customersByIdentifier.edges[0].node.id;
  beforeAll(async () => {
    world = await openFederatedWorld();
    for (const as of [world.asWhole, world.asRouted]) {
      wang = await idOf(as("RM1"), "10000001");
      zhao = await idOf(as("RM2"), "10000006");
    }
  }, 120_000);
  afterAll(() => world.stop());

  const ways = (): readonly [string, Asker][] => [
    ["the one process", world.asWhole("RM1")],
    ["the router", world.asRouted("RM1")],
  ];
  const otherHolder = ({ data }: Answer): Data =>
    data.customer.depositAccounts.edges
      .flatMap(({ node }: Data) => node.holders)
      .find(({ role, customer }: Data) => role === "PRIMARY" && customer?.customerNumber !== "10000001");

  it("RM1 is shown the other's masked name and nothing else of him, both ways", async () => {
    for (const [way, rm1] of ways()) {
      const answer = await rm1.ask(JOINT, { id: wang, other: zhao });
      expect(answer.data, answer.text).not.toBeNull();
      const holder = otherHolder(answer);

      expect(holder.hiddenReason, way).toBe("THIRD_PARTY_DATA");
      const { displayName, viewerAccess, ...others } = holder.customer;
      expect([displayName, viewerAccess], way).toEqual(["赵*", { level: "EXISTENCE_ONLY", basis: "COUNTERPARTY" }]);
      expect(others, way).toMatchObject({
        person: null,
        contactPoints: null,
        identifiers: null,
        sourceRecords: null,
        freshness: null,
        consents: null,
        coverage: null,
        position: null,
        depositAccounts: null,
        loans: null,
        creditCards: null,
        investments: null,
      });
      expect(answer.text, way).not.toMatch(/赵强|13900006006|33000|1983/u);
    }
  });

  it("the same operation opens him by no other way: having met him there is no introduction", async () => {
    for (const [way, rm1] of ways()) {
      const { data } = await rm1.ask(JOINT, { id: wang, other: zhao });

      for (const place of [data.before, data.after])
        expect(place, way).toEqual({ displayName: null, viewerAccess: { level: "EXISTENCE_ONLY" } });
      expect(data.node.displayName, way).toBeNull();
    }
  });

  it("his own manager sees him there as everywhere", async () => {
    for (const as of [world.asWhole, world.asRouted]) {
      const { data } = await as("RM2").ask(JOINT, { id: zhao, other: wang });
      const primary = data.customer.depositAccounts.edges
        .flatMap(({ node }: Data) => node.holders)
        .find(({ customer }: Data) => customer?.customerNumber === "10000006");

      expect(primary).toMatchObject({ hiddenReason: null, customer: { viewerAccess: { basis: "OWN_PORTFOLIO" } } });
    }
  });

  it("the customer himself is shown the other's masked name, and opens him by no id", async () => {
    const holders = `query ($id: ID!) { customer(id: $id) { depositAccounts(roles: [JOINT]) { edges { node { holders {
      role customer { displayName person { birthDate } } } } } } } }`;
    for (const as of [world.asWhole, world.asRouted]) {
      const { data } = await as("P1").ask(holders, { id: wang });
      const shown = data.customer.depositAccounts.edges[0].node.holders.map(({ customer }: Data) => customer);
      expect(shown).toEqual([
        { displayName: "赵*", person: null },
        { displayName: "王建国", person: { birthDate: "1985-04-12" } },
      ]);
      const direct = await as("P1").ask("query ($id: ID!) { customer(id: $id) { displayName } }", { id: zhao });
      expect(direct.errors[0]?.extensions.code).toBe("CUSTOMER_NOT_REACHABLE");
    }
  });
});
