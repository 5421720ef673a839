import { describe, expect, it } from "vitest";
import { breakingChanges, composed, driftOf } from "../../../scripts/checks/schema.ts";

describe("check:schema", () => {
  const committed = new Map([
    ["customer-graph.graphql", "type Query { a: Int }"],
    ["subgraphs/loan.graphql", "type Query { a: Int }"],
  ]);

  it("is content when what is committed is what the code makes", () => {
    expect(driftOf(committed, new Map(committed))).toEqual([]);
  });

  it("names the file that differs, the one that is missing and the one that is left over", () => {
    const printed = new Map([
      ["customer-graph.graphql", "type Query { b: Int }"],
      ["subgraphs/card.graphql", "type Query { a: Int }"],
    ]);

    expect(driftOf(committed, printed)).toEqual([
      "schema/customer-graph.graphql is not what the code makes: run npm run fix:schema",
      "schema/subgraphs/card.graphql is missing: run npm run fix:schema",
      "schema/subgraphs/loan.graphql is of no subgraph any more: run npm run fix:schema",
    ]);
  });

  it("names what consumers would lose, and nothing that they would gain", () => {
    const before = "type Query { a: Int b(c: Int): String }";

    expect(breakingChanges(before, "type Query { a: Int b(c: Int): String d: Int }")).toEqual([]);
    expect(breakingChanges(before, "type Query { b(c: Int!): String }")).toEqual([
      "FIELD_REMOVED: Query.a was removed.",
      "ARG_CHANGED_KIND: Query.b arg c has changed type from Int to Int!.",
    ]);
  });

  it("gives every reason why subgraphs do not compose", () => {
    const subgraphs = {
      left: `${LINK} type Query { a: Value } type Value { x: Int }`,
      right: `${LINK} type Query { b: Value } type Value { x: Int }`,
    };

    expect(() => composed(subgraphs)).toThrow(/Value\.x/);
  });
});

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])`;
