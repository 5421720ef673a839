import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCachedWorld, type CachedGateway, type CachedWorld } from "../support/cached-world.js";
import { pick } from "../support/pick.js";
import { startRedis, type TestRedis } from "../support/redis.js";
import type { Answer, Data } from "../support/world.js";

/** Everything that tells one customer from another and one viewer from another; nothing that tells of times. */
const FACE = `fragment Face on Customer {
  id customerNumber displayName status
  viewerAccess { level }
  contactPoints { kind value }
  depositAccounts { totalCount edges { node { number balance { amount } } } }
  loans { totalCount edges { node { number balance { amount } } } }
  creditCards { totalCount edges { node { number } } }
  position { aum { amount } totalOwed { amount } complete }
}`;

const QUERIES = {
  byId: `query ($id: ID!, $policy: FreshnessPolicy!) { customer(id: $id, policy: $policy) { ...Face } } ${FACE}`,
  byNumber: `query ($number: String!, $policy: FreshnessPolicy!) {
    customersByIdentifier(identifier: { type: CIF, value: $number }, policy: $policy) { totalCount edges { node { ...Face } } }
  } ${FACE}`,
  self: `{ viewer { purpose customer { ...Face } } } ${FACE}`,
  twice: `query ($id: ID!, $other: ID!, $policy: FreshnessPolicy!) {
    one: customer(id: $id, policy: $policy) { ...Face } other: customer(id: $other) { ...Face }
  } ${FACE}`,
} as const;

/** Who asks, and for what purpose. */
const CALLERS = [
  ["RM1", "RELATIONSHIP_MANAGEMENT"],
  ["RM1", "MARKETING"],
  ["RM2", "RELATIONSHIP_MANAGEMENT"],
  ["T1", "COUNTER_SERVICE"],
  ["CC1", "CALL_SERVICE"],
  ["P1", "SELF_SERVICE"],
  ["RISK1", "CREDIT_APPROVAL"],
] as const;

interface Person {
  readonly id: string;
  readonly number: string;
}

describe("Isolation", () => {
  let redis: TestRedis;
  let world: CachedWorld;
  let live: CachedGateway;
  let people: readonly Person[];

  beforeAll(async () => {
    redis = await startRedis();
    world = await openCachedWorld({ redis, gateways: 2, server: { deadlineMs: 20_000 } });
    live = await world.start({ enabled: false });
    people = [...(await portfolioOf("RM1")), ...(await portfolioOf("RM2"))];
    expect(people.length).toBeGreaterThanOrEqual(8);
    await world.gateway.as("P1").ask(QUERIES.self);
  }, 60_000);
  afterAll(async () => {
    await world.stop();
    await redis.stop();
  });

  const portfolioOf = async (manager: string): Promise<Person[]> => {
    const query = `{ viewer { portfolio(first: 6) { edges { node { id customerNumber } } } } }`;
    const { data } = await live.as(manager).ask(query);
    return data.viewer.portfolio.edges.map(({ node }: Data) => ({ id: node.id, number: node.customerNumber }));
  };

  const askAt = (gateway: CachedGateway, ask: Ask): Promise<Answer> => {
    const [persona, purpose] = CALLERS[ask.caller % CALLERS.length] ?? CALLERS[0];
    const person = pick(people, ask.person);
    const other = pick(people, ask.other);
    const policy = ask.policy;
    const variables = {
      byId: { id: person.id, policy },
      byNumber: { number: person.number, policy },
      self: {},
      twice: { id: person.id, other: other.id, policy },
    }[ask.query];
    return gateway.as(persona, { purpose, purposes: [purpose] }).ask(QUERIES[ask.query], variables);
  };

  /** What was said, without when: times and ages are another test's. */
  const said = ({ data, errors }: Answer): unknown => ({
    data,
    errors: errors.map(({ path, extensions }) => JSON.stringify([path, extensions.code])).toSorted(),
  });

  it("no answer out of any cache is another than the one that this caller gets live, for this purpose and customer", async () => {
    const expected = new Map<string, unknown>();
    const liveAnswer = async (ask: Ask): Promise<unknown> => {
      const key = JSON.stringify({ ...ask, gateway: 0, policy: "" });
      if (!expected.has(key)) expected.set(key, said(await askAt(live, { ...ask, policy: "CACHE_OK" })));
      return expected.get(key);
    };
    const counts = { answers: 0, together: 0, restarts: 0, changes: 0, flushes: 0, gone: 0 };
    const gateways = [...world.gateways];
    const results: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 9 }), async (steps) => {
        for (const each of steps) {
          if (each.kind === "restart") {
            counts.restarts += 1;
            const at = each.gateway % gateways.length;
            await tally(pick(gateways, at), results);
            await gateways[at]?.stop();
            gateways[at] = await world.start();
          } else if (each.kind === "change") {
            counts.changes += 1;
            const { number } = pick(people, each.person);
            await world.report("core-banking", [number], { at: pick(gateways, 0) });
          } else if (each.kind === "flush") {
            counts.flushes += 1;
            await redis.client.flushall();
          } else {
            counts.together = Math.max(counts.together, each.asks.length);
            const answers = await Promise.all(each.asks.map((ask) => askAt(pick(gateways, ask.gateway), ask)));
            for (const [index, answer] of answers.entries()) {
              counts.answers += 1;
              expect(answer.text).not.toContain("GRAPHQL_VALIDATION_FAILED");
              expect(said(answer)).toEqual(await liveAnswer(pick(each.asks, index)));
            }
          }
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
    for (const gateway of gateways) await tally(gateway, results);
    process.stdout.write(
      `isolation: ${counts.answers} answers to ${CALLERS.length} callers and purposes about ${people.length} customers, ` +
        `${expected.size} different questions, up to ${counts.together} at once on 2 processes; ${counts.restarts} restarts, ` +
        `${counts.changes} changes, ${counts.flushes} flushes; cache: ${JSON.stringify(results)}; 0 went to the wrong place\n`,
    );
    // Or it would have shown nothing.
    expect(results["local"]).toBeGreaterThan(50);
    expect(results["shared"]).toBeGreaterThan(5);
    expect(results["miss"]).toBeGreaterThan(20);
    expect(counts.answers).toBeGreaterThan(300);
  }, 180_000);
});

interface Ask {
  readonly gateway: number;
  readonly caller: number;
  readonly person: number;
  readonly other: number;
  readonly query: keyof typeof QUERIES;
  readonly policy: string;
}

const ask: fc.Arbitrary<Ask> = fc.record({
  gateway: fc.nat({ max: 1 }),
  caller: fc.nat({ max: 6 }),
  person: fc.nat({ max: 11 }),
  other: fc.nat({ max: 11 }),
  query: fc.constantFrom("byId", "byId", "byNumber", "self", "twice"),
  policy: fc.constantFrom("CACHE_OK", "CACHE_OK", "CACHE_OK", "PREFER_LIVE", "REQUIRE_LIVE"),
});

const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ kind: fc.constant("ask" as const), asks: fc.array(ask, { minLength: 8, maxLength: 24 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const), gateway: fc.nat({ max: 1 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("change" as const), person: fc.nat({ max: 11 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("flush" as const) }) },
);

/** Adds what a gateway's cache has counted. */
async function tally(gateway: CachedGateway, results: Record<string, number>): Promise<void> {
  const page = await (await fetch(`${gateway.url}/metrics`)).text();
  for (const [, result = "", count] of page.matchAll(/c360_cache_reads_total\{.*result="([\w-]+)"\} (\d+)/g)) {
    results[result] = (results[result] ?? 0) + Number(count);
  }
}
