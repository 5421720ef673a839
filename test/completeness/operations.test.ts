import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, validate } from "graphql";
import { expect, test } from "vitest";
import { buildGraph } from "../../src/graph/engine/build-graph.js";

const DIRECTORY = join(import.meta.dirname, "../../schema/operations");
const graph = buildGraph();
const files = readdirSync(DIRECTORY, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".graphql"));

test("operations are stored", () => {
  expect(files.length).toBeGreaterThanOrEqual(15);
});

test.each(files)("%s asks only what the graph has", (file) => {
  const operation = parse(readFileSync(join(DIRECTORY, file), "utf8"));
  expect(validate(graph, operation)).toEqual([]);
});
