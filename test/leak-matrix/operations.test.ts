import {
  buildSchema,
  FieldsOnCorrectTypeRule,
  KnownFragmentNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedVariablesRule,
  parse,
  PossibleFragmentSpreadsRule,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
  validate,
  VariablesInAllowedPositionRule,
} from "graphql";
import { describe, expect, it } from "vitest";
import { sensitiveLeaves } from "./leaves.js";
import { leakOperations, leavesWithoutOperation } from "./operations.js";
import { FACT_LEAVES } from "./provenance.js";
import { printedSchema, withEntities } from "./schema.js";

const schema = printedSchema();
const operations = leakOperations(schema);

/** What a generator can get wrong; all the specification's rules would take three times as long. */
const RULES = [
  FieldsOnCorrectTypeRule,
  KnownFragmentNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedVariablesRule,
  PossibleFragmentSpreadsRule,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
  VariablesInAllowedPositionRule,
];

describe("the operations of the leak matrix", () => {
  it("ask for every sensitive leaf of the printed graph", () => {
    expect(leavesWithoutOperation(schema, operations)).toEqual(FACT_LEAVES);
    expect(sensitiveLeaves(schema).length).toBeGreaterThan(30);
  });

  it("are valid, every one", () => {
    const invalid = operations.filter(({ document }) => validate(schema, parse(document), RULES).length > 0);
    expect(invalid.map(({ name, document }) => `${name}: ${document}`)).toEqual([]);
  });

  it("are some thousands: enough to say so", () => {
    expect(operations.length).toBeGreaterThan(1_000);
  });

  it("have names of their own", () => {
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  });

  it("enter by every root that leads to customers, and by the door of the subgraphs", () => {
    const roots = new Set(operations.map(({ responsePath }) => responsePath[0]));
    expect([...roots].sort()).toEqual([
      "_entities",
      "accessGrants",
      "customer",
      "customers",
      "customersByIdentifier",
      "node",
      "nodes",
      "viewer",
    ]);
  });

  it("take every form, and the interface's where there is one", () => {
    const forms = (coordinate: string): string[] =>
      [...new Set(operations.filter(({ leaf }) => leaf.coordinate === coordinate).map(({ form }) => form))].sort();
    expect(forms("Customer.displayName")).toEqual(["alias", "fragment", "inline fragment", "plain"]);
    expect(forms("Loan.number")).toEqual(["alias", "fragment", "inline fragment", "interface", "plain"]);
  });

  it.each([
    ["Customer.displayName", "customer.depositAccounts.edges.node.holders.customer"],
    ["Customer.displayName", "customer.creditCards.edges.node.holders.customer"],
    ["Customer.displayName", "customer.person.guardians.customer"],
    ["Person.birthDate", "customer.person.dependants.customer.person"],
    ["Money.amount", "customer.depositAccounts.edges.node.transactions.edges.node.amount"],
    ["Money.amount", "viewer.customer.position.aum"],
    ["Customer.displayName", "node.(AccessGrant)subject"],
    ["Customer.displayName", "customer.viewerAccess.grant.subject"],
    ["Score.value", "customers.edges.node.lifecycle.churnRisk"],
    ["Arrangement.number", "node"],
    ["DepositAccount.number", "nodes"],
    ["Loan.number", "_entities"],
  ])("reach %s by a way that ends in %s", (coordinate, way) => {
    const ways = operations.filter(({ leaf }) => leaf.coordinate === coordinate).map((each) => each.way);
    expect(ways.some((each) => each === way || each.endsWith(`.${way}`))).toBe(true);
  });

  it("say what must be chosen, and of which type an object must be", () => {
    const found = operations.find(({ leaf, way }) => leaf.coordinate === "DepositAccount.number" && way === "node");
    expect(found?.needed).toEqual([
      { variable: "id0", argument: "Query.node(id:)", type: "ID!", objectType: "DepositAccount" },
    ]);
  });
});

describe("a graph with a new field", () => {
  const LABELS = `
    directive @sensitive(class: String!, kind: String!) on FIELD_DEFINITION
    directive @key(fields: String!) on OBJECT
  `;

  it("is covered from the moment the field is printed", () => {
    const grown = withEntities(
      buildSchema(`${LABELS}
        type Query { it: Thing }
        type Thing @key(fields: "id") { id: ID! new: String @sensitive(class: "C2", kind: "OTHER") }
      `),
    );
    const documents = leakOperations(grown).map(({ document }) => document);
    expect(documents).toContain("query Leak { it { new } }");
    expect(documents).toContain(
      "query Leak($representations0: [_Any!]!) { _entities(representations: $representations0) { ... on Thing { new } } }",
    );
  });

  it("fails where no way leads to it", () => {
    const lost = buildSchema(`${LABELS}
      type Query { it: String }
      type Thing { new: String @sensitive(class: "C2", kind: "OTHER") }
    `);
    expect(leavesWithoutOperation(lost, leakOperations(lost))).toEqual(["Thing.new"]);
  });
});
