import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRedis, type TestRedis } from "../support/redis.js";
import { sensitiveLeaves } from "./leaves.js";
import { openLeakWorld, type LeakWorld } from "./leak-world.js";
import { Matrix } from "./matrix.js";
import { leakOperations } from "./operations.js";
import { questionsOf } from "./questions.js";
import { printedSchema } from "./schema.js";
import { redisBytes } from "./redis-bytes.js";
import { EXHAUSTIVE, expectNone, finish, LOOKED_AT } from "./suite.js";
import { readTable } from "./table.js";
import { trimmed } from "./trimmed.js";
import { nameOfViewer, viewers } from "./viewers.js";

const schema = printedSchema();
const all = leakOperations(schema).filter(({ isEntityLookup }) => !isEntityLookup);
const operations = EXHAUSTIVE ? all : trimmed(all);
const questions = questionsOf(schema, operations);
const plain = questions.filter(({ form }) => form === "plain");
/** Through one customer to another leads the same way from everybody: it is gone once, from him who has everything. */
const direct = EXHAUSTIVE
  ? questions
  : plain.filter(({ entersAgain, root }) => !entersAgain && (root === "customer" || root === "customersByIdentifier"));
const forms = questions.filter(({ form }) => form !== "plain");
const asked = new Set([...plain, ...forms, ...direct].flatMap((question) => question.operations)).size;
const { wang, ...others } = LOOKED_AT;

/** As a bank sets them; the machine of the tests is busy. */
function settingsOf({ url }: TestRedis): object {
  return {
    place: { mode: "single", url },
    timeoutMs: 100,
    secret: "names in the store are hashed with this secret of the test",
    masterKeys: [{ id: "test", key: Buffer.alloc(32, 7).toString("base64") }],
  };
}

describe("Who sees what, on every way of the graph", () => {
  let world: LeakWorld;
  let matrix: Matrix;
  let redis: TestRedis;
  let shared: ReturnType<typeof redisBytes>;

  beforeAll(async () => {
    redis = await startRedis();
    shared = redisBytes(redis);
    world = await openLeakWorld({ cache: { redis: settingsOf(redis) }, further: shared });
    matrix = new Matrix(world, readTable(), schema);
  });
  afterAll(async () => {
    await finish(
      world,
      "the whole graph",
      matrix,
      `${sensitiveLeaves(schema).length} fields × ${viewers().length} viewers × ${asked} ways and forms × ${Object.keys(LOOKED_AT).length} customers`,
    );
    await redis.stop();
  });

  it.each(viewers().map((viewer) => [nameOfViewer(viewer), viewer] as const))(
    "%s",
    { timeout: 300_000 },
    async (_, viewer) => {
      expectNone(await matrix.look(viewer, wang, plain));
      expectNone(await matrix.look(viewer, wang, forms));
      for (const number of Object.values(others)) expectNone(await matrix.look(viewer, number, direct));
      expectNone(await matrix.elsewhere());
    },
  );

  it("has seen every outcome, so that showing nothing would not pass", () => {
    expect(Math.min(matrix.tally.clear, matrix.tally.masked, matrix.tally.denied)).toBeGreaterThan(5_000);
  });

  it("has looked through a shared cache that was not empty", () => {
    expect(shared.bytes).toBeGreaterThan(10_000);
  });
});
