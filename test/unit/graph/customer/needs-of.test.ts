import { buildSchema, graphqlSync } from "graphql";
import { expect, it } from "vitest";
import { decisionOf } from "../../../support/decisions.js";
import { needsOf } from "../../../../src/graph/customer/needs-of.js";

const SDL = buildSchema(`
  directive @sensitive(kind: Kind!) on FIELD_DEFINITION
  enum Kind { AMOUNT CONTACT }
  type Query { customer: Customer, find: Connection }
  type Connection { edges: [Edge] }
  type Edge { node: Customer }
  type Customer {
    id: ID, displayName: String, person: Part, contactPoints: Part, creditCards: Part, depositAccounts: Part,
    freshness: Part, investments: Part, loans: Part, organization: Organization, position: Part, coverage: Part
  }
  type Part { it: Int, amount: Int @sensitive(kind: AMOUNT), contact: Int @sensitive(kind: CONTACT) }
  type Organization { legalName: String, registryRecords: Part }
`);

function needs(selection: string, path: readonly string[] = [], decision = decisionOf()): string[] {
  let found: string[] = [];
  graphqlSync({
    schema: SDL,
    source: path.length === 0 ? `{ customer { ${selection} } }` : `{ find { edges { node { ${selection} } } } }`,
    fieldResolver: (_source, _args, _context, info) => {
      found = [...needsOf(info, path)(decision)].sort();
      return null;
    },
  });
  return found;
}

it.each<[string, string[]]>([
  ["id displayName person { it } coverage { it }", []],
  ["contactPoints { it }", ["parties"]],
  ["creditCards { it } depositAccounts { it }", ["accounts", "cards"]],
  ["investments { it } loans { it }", ["investments", "loans"]],
  ["freshness { it }", ["loans", "parties"]],
  ["position { it }", ["accounts", "cards", "investments", "loans"]],
  ["organization { legalName }", []],
  ["organization { registryRecords { it } }", ["registries"]],
  ["money: position { it } ... { loans { it } }", ["accounts", "cards", "investments", "loans"]],
  ["loans @skip(if: true) { it } id", []],
])("%s needs %j", (selection, expected) => {
  expect(needs(selection)).toEqual(expected);
  expect(needs(selection, ["edges", "node"])).toEqual(expected);
});

it.each<[string, string[]]>([
  ["position { amount }", []],
  ["position { amount it }", ["accounts", "cards", "investments", "loans"]],
  ["position { __typename amount }", []],
  ["contactPoints { contact }", ["parties"]],
  ["loans { amount } creditCards { contact }", ["cards"]],
])("where amounts are denied, %s needs %j", (selection, expected) => {
  expect(needs(selection, [], decisionOf({ denied: ["AMOUNT"] }))).toEqual(expected);
});

it("a field that a grant has opened is fetched, though its kind is denied", () => {
  const granted = new Map([["Part.amount", "grant-1"]]);
  const decision = decisionOf({ denied: ["AMOUNT"], grantsHonoured: true }, granted);
  expect(needs("loans { amount }", [], decision)).toEqual(["loans"]);
});
