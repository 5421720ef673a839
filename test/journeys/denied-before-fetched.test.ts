import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { coverage } from "../../sandbox/bank/fixture/records.js";
import { BUILT_IN } from "../support/access-facts.js";
import { openFederatedWorld, type FederatedWorld } from "../support/federated-world.js";
import { openWorld, type Asker, type World } from "../support/world.js";

const NO_CONTACTS = `@id("no-contacts") @title("Stewards see no contacts.")
forbid (principal in Role::"DATA_STEWARD", action in [
  Action::"mask CONTACT", Action::"mask MOBILE", Action::"mask PHONE", Action::"mask EMAIL", Action::"mask ADDRESS",
  Action::"mask OTHER"
], resource);`;
const AMOUNTS = "position { aum { amount band currency } totalOwed { display } }";
/** Systems that hold amounts and nothing of a header. */
const HOLDINGS = ["loan", "card"];

/** The ways to a customer's position. */
const WAYS: readonly [way: string, query: string][] = [
  ["customer", `query ($id: ID!) { customer(id: $id) { ${AMOUNTS} } }`],
  ["customer under an alias", `query ($id: ID!) { a: customer(id: $id) { b: ${AMOUNTS} c: ${AMOUNTS} } }`],
  ["node", `query ($id: ID!) { node(id: $id) { ... on Customer { ${AMOUNTS} } } }`],
  ["nodes", `query ($id: ID!) { nodes(ids: [$id, $id]) { ... on Customer { ${AMOUNTS} } } }`],
  [
    "a fragment",
    `query ($id: ID!) { customer(id: $id) { ...F } } fragment F on Customer { ... on Node { ...G } } fragment G on Customer { ${AMOUNTS} }`,
  ],
  [
    "a skipped public field",
    `query ($id: ID!) { customer(id: $id) { position { productCount @skip(if: true) aum { amount } } } }`,
  ],
  ["the portfolio", `query { viewer { portfolio(first: 5) { edges { node { ${AMOUNTS} } } } } }`],
];

describe("Nobody asks a source for what would not be shown", () => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId("10000001", "RM1");
  });
  beforeEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  const calls = (name: string): number => world.sandbox.control.counters()[name]?.calls ?? 0;
  const calledBy = async (asker: Asker, query: string): Promise<Record<string, number>> => {
    world.sandbox.control.resetCounters();
    await asker.ask(query, { id });
    return Object.fromEntries(HOLDINGS.map((name) => [name, calls(name)]));
  };
  const NONE = Object.fromEntries(HOLDINGS.map((name) => [name, 0]));

  it.each(WAYS.slice(0, 6))("the steward's position through %s calls nothing that holds amounts", async (_, query) => {
    const { data, errors } = await world.as("ST1").ask(query, { id });

    expect(errors.map(({ extensions }) => extensions.code)).toContain("ACCESS_DENIED");
    expect(JSON.stringify(data)).not.toMatch(/amount|band/u);
    expect(await calledBy(world.as("ST1"), query)).toEqual(NONE);
  });

  it("nor in a list: his portfolio's positions", async () => {
    world.sandbox.control.change("10000001", { coverage: coverage("ST1", "STEWARD", "Data", "HO") });
    const [, query] = WAYS[6] ?? ["", ""];

    const { data, errors } = await world.as("ST1").ask(query);

    expect(data.viewer.portfolio.edges).toEqual([{ node: { position: null } }]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["ACCESS_DENIED"]);
    expect(await calledBy(world.as("ST1"), query)).toEqual(NONE);
  });

  it("the same ways call them for somebody to whom amounts are shown: the counters do count", async () => {
    for (const [, query] of WAYS.slice(0, 5)) {
      const called = await calledBy(world.as("RM1"), query);
      expect(Math.min(...Object.values(called))).toBeGreaterThan(0);
    }
  });

  it("one public leaf beside the denied ones is reason enough to ask", async () => {
    const query = `query ($id: ID!) { customer(id: $id) { position { productCount aum { amount } } } }`;

    const { data, errors } = await world.as("ST1").ask(query, { id });

    expect(errors).toEqual([]);
    expect(data.customer.position).toMatchObject({ productCount: 5, aum: { amount: null } });
    expect(Math.min(...Object.values(await calledBy(world.as("ST1"), query)))).toBeGreaterThan(0);
  });

  it("whoever learns of an existence alone has no section fetched", async () => {
    const query = `query ($id: ID!) { customer(id: $id) { ${AMOUNTS} loans { edges { node { kind } } } contactPoints { kind } } }`;

    expect(await calledBy(world.as("RM2"), query)).toEqual(NONE);
  });
});

it("Contact values of which nothing shows are not fetched; together with their kind, which is public, they are", async () => {
  const policies = mkdtempSync(join(tmpdir(), "policies-"));
  cpSync(BUILT_IN, policies, { recursive: true });
  writeFileSync(join(policies, "no-contacts.cedar"), NO_CONTACTS);
  const world = await openWorld({ access: { policies } });
  try {
    const id = await world.customerId("10000001", "RM1");
    const ask = async (fields: string) => {
      world.sandbox.control.resetCounters();
      const query = `query ($id: ID!) { customer(id: $id) { contactPoints { ${fields} } } }`;
      const { data, errors } = await world.as("ST1").ask(query, { id });
      const { loan, card } = world.sandbox.control.counters();
      return { points: data.customer.contactPoints, errors, calls: [loan?.calls ?? 0, card?.calls ?? 0] };
    };

    const denied = await ask("value display maskedFields { field } __typename");
    expect(denied.errors).toMatchObject([{ extensions: { code: "ACCESS_DENIED" } }]);
    expect([denied.points, denied.calls]).toEqual([null, [0, 0]]);

    const { points, errors, calls } = await ask("kind value");
    expect(errors).toEqual([]);
    expect(points[0]).toEqual({ kind: "MOBILE", value: null });
    expect(Math.max(...calls)).toBeGreaterThan(0);
  } finally {
    await world.stop();
    rmSync(policies, { recursive: true });
  }
});

describe("Past the router, at a subgraph's own door", () => {
  let world: FederatedWorld;

  beforeAll(async () => {
    world = await openFederatedWorld();
  }, 120_000);
  afterAll(() => world.stop());

  it("`_entities` fetches no more than any other way", async () => {
    const { data: found } = await world
      .asRouted("ST1")
      .ask(`{ customersByIdentifier(identifier: { type: CIF, value: "10000001" }) { edges { node { id } } } }`);
    const representations = [{ __typename: "Customer", id: found.customersByIdentifier.edges[0].node.id }];
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Customer { ${AMOUNTS} } } }`;
    const counted = async (persona: string) => {
      world.sandbox.control.resetCounters();
      const { errors } = await world.asAt("position")(persona).ask(query, { representations });
      const { loan, card } = world.sandbox.control.counters();
      return { codes: errors.map(({ extensions }) => extensions.code as string), calls: [loan?.calls, card?.calls] };
    };

    expect(await counted("ST1")).toEqual({ codes: ["ACCESS_DENIED"], calls: [0, 0] });
    expect((await counted("RM1")).calls.every((calls) => (calls ?? 0) > 0)).toBe(true);
  });
});
