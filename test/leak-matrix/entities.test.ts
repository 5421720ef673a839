import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse, validate, type GraphQLSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUBGRAPH_NAMES, type SubgraphName } from "../../src/graph/subgraph-names.js";
import { Collector } from "./collector.js";
import { openLeakWorld, type LeakWorld } from "./leak-world.js";
import { Matrix } from "./matrix.js";
import { leakOperations, type Operation } from "./operations.js";
import { questionsOf, type Question } from "./questions.js";
import { printedSchema } from "./schema.js";
import { EXHAUSTIVE, expectNone, finish, LOOKED_AT } from "./suite.js";
import { readTable } from "./table.js";
import { nameOfViewer, viewers, type Viewer } from "./viewers.js";

const schema = printedSchema();
const asked = leakOperations(schema).filter(({ isEntityLookup }) => isEntityLookup);
const doors = new Map<Question, SubgraphName>();
/** Ways that lead from one subgraph into another: no single one of them can be asked for them. */
const across: Operation[] = [];

function subgraphSchema(name: SubgraphName): GraphQLSchema {
  const file = fileURLToPath(new URL(`../../schema/subgraphs/${name}.graphql`, import.meta.url));
  return buildSubgraphSchema(parse(readFileSync(file, "utf8")));
}

/** Each operation for every subgraph that can answer it. */
function sortOperations(): void {
  const answered = new Set<Operation>();
  for (const name of SUBGRAPH_NAMES) {
    const own = subgraphSchema(name);
    const mine = asked.filter(({ document }) => validate(own, parse(document)).length === 0);
    for (const operation of mine) answered.add(operation);
    for (const question of questionsOf(own, mine)) doors.set(question, name);
  }
  across.push(...asked.filter((operation) => !answered.has(operation)));
}

/** What aliases and fragments do is one thing for all viewers: two ask in every form. */
function questionsFor({ name }: Viewer): readonly Question[] {
  const isThorough = EXHAUSTIVE || name === "RM1" || name === "P1";
  return [...doors.keys()].filter(({ form }) => isThorough || form === "plain");
}

describe("Who sees what of an entity, asked of a subgraph past the router", () => {
  let world: LeakWorld;
  let matrix: Matrix;

  beforeAll(async () => {
    sortOperations();
    world = await openLeakWorld();
    matrix = new Matrix(world, readTable(), schema, (question) => doors.get(question) ?? null);
  }, 120_000);
  afterAll(() =>
    finish(
      world,
      "entities of subgraphs",
      matrix,
      `${asked.length} ways and forms × ${viewers().length} viewers × ${SUBGRAPH_NAMES.length} subgraphs`,
    ),
  );

  it("leaves no leaf out that an entity has", () => {
    const answered = new Set(
      [...doors.keys()].flatMap((question) => question.operations.map(({ leaf }) => leaf.coordinate)),
    );
    expect([...new Set(across.map(({ leaf }) => leaf.coordinate))].filter((leaf) => !answered.has(leaf))).toEqual([]);
  });

  it.each(viewers().map((viewer) => [nameOfViewer(viewer), viewer] as const))(
    "%s",
    { timeout: 300_000 },
    async (_, viewer) => {
      expectNone(await matrix.look(viewer, LOOKED_AT.wang, questionsFor(viewer)));
      expectNone(await matrix.elsewhere());
    },
  );

  it("says nothing of anybody in a subgraph's own description", async () => {
    const [viewer] = viewers();
    if (viewer === undefined) throw new Error("nobody looks");
    const collector = new Collector(world.canaries);
    for (const name of SUBGRAPH_NAMES) {
      const { bytes } = await world.ask(name, viewer, { query: "{ _service { sdl } }" });
      expect(bytes).toContain("extend schema");
      expect(collector.sightingsIn(name, bytes)).toEqual([]);
    }
  });
});
