import { buildSchema, graphqlSync } from "graphql";
import { describe, expect, it } from "vitest";
import { selectedFields } from "../../../../src/graph/engine/selected-fields.js";

const SDL = buildSchema(`
  type Query { list(first: Int): Connection  node: Node }
  type Connection { edges: [Edge], total: Int }
  type Edge { node: Customer }
  interface Node { id: ID }
  type Customer implements Node { id: ID, name: String, loans: Connection, cards: Int, money: Int }
`);

/** The fields under a path of the root field, as the operation's own resolver sees them. */
function selected(
  operation: string,
  path: readonly string[] = ["edges", "node"],
  variables: Record<string, unknown> = {},
) {
  let fields: ReadonlySet<string> | undefined;
  const see = (_: unknown, __: unknown, info: Parameters<typeof selectedFields>[0]) => {
    fields = selectedFields(info, path);
    return null;
  };
  const { errors } = graphqlSync({
    schema: SDL,
    source: operation,
    variableValues: variables,
    rootValue: {},
    fieldResolver: (source, args, _context, info) => see(source, args, info),
  });
  expect(errors).toBeUndefined();
  return [...(fields ?? [])].sort();
}

describe("the fields that an operation selects", () => {
  it.each<[string, string, string[]]>([
    ["directly", "{ list { edges { node { id name } } total } }", ["id", "name"]],
    ["in a fragment", "{ list { ...F } } fragment F on Connection { edges { node { cards } } }", ["cards"]],
    [
      "in fragments inside fragments",
      "{ list { edges { ...E } } } fragment E on Edge { node { ...C } } fragment C on Customer { money }",
      ["money"],
    ],
    [
      "in an inline fragment",
      "{ list { edges { node { ... on Customer { cards } ... { name } } } } }",
      ["cards", "name"],
    ],
    ["under an alias", "{ mine: list { all: edges { who: node { n: name } } } }", ["name"]],
    ["under two aliases together", "{ list { a: edges { node { id } } b: edges { node { name } } } }", ["id", "name"]],
    ["of one field selected twice", "{ list { edges { node { id } } edges { node { cards } } } }", ["cards", "id"]],
    ["and not what lies deeper", "{ list { edges { node { loans { total } } } } }", ["loans"]],
    ["nowhere", "{ list { total } }", []],
    ["with __typename", "{ list { edges { node { __typename } } } }", ["__typename"]],
  ])("%s", (_, operation, expected) => {
    expect(selected(operation)).toEqual(expected);
  });

  it("but not those that are skipped", () => {
    const operation = `query ($yes: Boolean!, $no: Boolean!) { list { edges { node {
      id @skip(if: $yes) name @include(if: $yes) cards @include(if: $no)
      ... @skip(if: $yes) { money }
      ...L @include(if: $no)
    } } } } fragment L on Customer { loans { total } }`;
    expect(selected(operation, ["edges", "node"], { yes: true, no: false })).toEqual(["name"]);
    expect(selected(operation, ["edges", "node"], { yes: false, no: true })).toEqual(["cards", "id", "loans", "money"]);
  });

  it("of the field itself, when no path is given", () => {
    expect(selected("{ list { edges { node { id } } total } }", [])).toEqual(["edges", "total"]);
  });
});
