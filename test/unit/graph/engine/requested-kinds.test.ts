import { buildSchema, graphqlSync } from "graphql";
import { describe, expect, it } from "vitest";
import { printedGraph } from "../../../../src/graph/engine/printed-graph.js";
import { requestedBelow, type Requested } from "../../../../src/graph/engine/requested-kinds.js";

/** The whole graph with its labels, and nothing that answers. */
const schema = buildSchema(printedGraph().graph);

/** What the customer's resolver would be told of this operation, on the graph as it is. */
function requested(operation: string, variableValues: Record<string, unknown> = {}): readonly [string[], boolean] {
  let found: Requested | undefined;
  const { errors } = graphqlSync({
    schema,
    source: operation,
    variableValues,
    rootValue: {
      customer: (_: unknown, __: unknown, info: Parameters<typeof requestedBelow>[2]) => {
        found = requestedBelow(info.fieldNodes, info.parentType, info);
        return null;
      },
    },
    fieldResolver: (source: Record<string, (...given: unknown[]) => unknown>, args, context, info) =>
      source[info.fieldName]?.(args, context, info),
    typeResolver: () => "Customer",
  });
  expect(errors).toBeUndefined();
  return [[...(found?.kinds ?? [])].toSorted(), found?.others === true];
}

const of = (selection: string, variables?: Record<string, unknown>, more = "") =>
  requested(
    `query ${variables === undefined ? "" : "($yes: Boolean!)"} { customer(id: "x") { ${selection} } } ${more}`,
    variables,
  );

describe("what an operation asks for below a customer", () => {
  it.each<[string, string, string[], boolean]>([
    ["one value", "displayName", ["PERSON_NAME"], false],
    ["an amount that is published", "organization { registeredCapital { another: amount } }", [], true],
    [
      "values of several records",
      "person { birthDate documents { number } }",
      ["BIRTH_DATE", "DOCUMENT_NUMBER"],
      false,
    ],
    ["the masked form, like the value", "person { documents { display } }", ["DOCUMENT_NUMBER"], false],
    ["an amount, whose currency goes with it", "position { aum { amount currency } }", ["AMOUNT"], false],
    ["an amount's band", "position { aum { band } }", ["AMOUNT"], false],
    ["something that is public", "customerNumber", [], true],
    ["something public beside a value", "loans { edges { node { number status } } }", ["ACCOUNT_NUMBER"], true],
    ["nothing that a source says", "__typename maskedFields { field }", [], false],
    ["a value under an alias", "who: displayName", ["PERSON_NAME"], false],
    ["a value in an inline fragment", "... { ... on Customer { displayName } }", ["PERSON_NAME"], false],
  ])("%s", (_, selection, kinds, others) => {
    expect(of(selection)).toEqual([kinds, others]);
  });

  it("in fragments, also within each other and used twice", () => {
    const fragments = `fragment A on Customer { ...B ...B } fragment B on Customer { person { birthDate } }`;
    expect(of("...A ...B", undefined, fragments)).toEqual([["BIRTH_DATE"], false]);
  });

  it("in a fragment on an interface that the customer is", () => {
    expect(of("... on Node { id } displayName")).toEqual([["PERSON_NAME"], true]);
  });

  it("without what is skipped, by a variable too", () => {
    const selection = `displayName @include(if: $yes) person @skip(if: $yes) { birthDate }`;
    expect(of(selection, { yes: true })).toEqual([["PERSON_NAME"], false]);
    expect(of(selection, { yes: false })).toEqual([["BIRTH_DATE"], false]);
    expect(of(`displayName @skip(if: true) ... @include(if: false) { customerNumber }`)).toEqual([[], false]);
  });

  it("of one field that is selected twice, all of it", () => {
    expect(requested(`{ customer(id: "x") { displayName } customer(id: "x") { person { birthDate } } }`)).toEqual([
      ["BIRTH_DATE", "PERSON_NAME"],
      false,
    ]);
  });
});
