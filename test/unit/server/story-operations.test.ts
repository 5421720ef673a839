import { readdirSync } from "node:fs";
import { join } from "node:path";
import { NoUnusedFragmentsRule, KnownFragmentNamesRule, buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { readStoryCustomers, readStoryOperations } from "../../../src/server/story-operations.js";

const DIRECTORY = join(import.meta.dirname, "../../../schema/operations/stories");
const operations = readStoryOperations(DIRECTORY, (customer) => `id-of-${customer}`);

test("the fifteen stories are told in order, each operation in a file of its own", () => {
  const numbers = operations.map(({ story }) => story);
  expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
  expect([...new Set(numbers)]).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  expect(readdirSync(DIRECTORY).filter((file) => file.endsWith(".graphql"))).toHaveLength(operations.length);
});

test("each tab stands alone: its fragments are in it and all are used, and its name is nobody else's", () => {
  const schema = buildSchema("type Query { ok: Boolean }");
  for (const { query } of operations) {
    expect(validate(schema, parse(query), [KnownFragmentNamesRule, NoUnusedFragmentsRule])).toEqual([]);
  }
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
});

test("a fixture customer's id is put where a story speaks of them, and left out where nobody has one", () => {
  const customer360 = operations.find(({ story }) => story === 3);
  expect(customer360?.name).toBe("Customer360");
  expect(JSON.parse(customer360?.variables ?? "")).toEqual({ id: "id-of-P1" });
  const unknown = readStoryOperations(DIRECTORY, () => undefined).find(({ story }) => story === 3);
  expect(JSON.parse(unknown?.variables ?? "")).toEqual({ id: "" });
});

test("fixture customers are named with an identifier to look them up by", () => {
  expect(readStoryCustomers(DIRECTORY).get("P1")).toEqual({
    type: "RESIDENT_ID",
    value: "990101198504120012",
    manager: "RM1",
  });
});
