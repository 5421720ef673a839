import { isInterfaceType, isObjectType, Kind, parse, type GraphQLSchema, type ObjectTypeDefinitionNode } from "graphql";
import { describe, expect, it } from "vitest";
import { composed } from "../../scripts/checks/schema.ts";
import { buildGraph } from "../../src/graph/engine/build-graph.js";
import { printedGraph } from "../../src/graph/engine/printed-graph.js";
import type { SubgraphName } from "../../src/graph/subgraph-names.js";
import { ENTITIES, SUBGRAPHS, type Entity } from "../../src/graph/subgraphs.js";

const graph = buildGraph();
const { subgraphs } = printedGraph();
const documents = new Map(Object.entries(subgraphs).map(([name, text]) => [name as SubgraphName, parse(text)]));
const KEY_FIELDS: Readonly<Record<Entity, readonly string[]>> = {
  Customer: ["id", "lookupProof"],
  DepositAccount: ["id"],
  InvestmentHolding: ["id"],
  Loan: ["id"],
  CreditCard: ["id"],
  AccessGrant: ["id"],
  SubjectRequest: ["id"],
  AuditEvent: ["id"],
};

describe("The graph, divided into subgraphs", () => {
  it("registers as an entity every type with a key, and no other", () => {
    const keyed = Object.values(graph.getTypeMap()).filter(({ astNode }) =>
      astNode?.directives?.some(({ name }) => name.value === "key"),
    );

    expect(keyed.map(({ name }) => name).toSorted()).toEqual(Object.keys(ENTITIES).toSorted());
  });

  it.each(["Query", "Mutation"])("has every root field of %s in exactly one subgraph", (root) => {
    expect(fieldsOf(graph, root).length).toBeGreaterThan(0);
    expect(homesOf(root)).toEqual(fieldsOf(graph, root).map((field) => [field, 1]));
  });

  it.each(Object.keys(ENTITIES) as Entity[])(
    "has every field of %s in exactly one subgraph, its key apart",
    (entity) => {
      const key = KEY_FIELDS[entity];
      const expected = fieldsOf(graph, entity).filter((field) => !key.includes(field));

      expect(homesOf(entity).filter(([field]) => !key.includes(field))).toEqual(expected.map((field) => [field, 1]));
    },
  );

  it.each(Object.entries(ENTITIES))(
    "has the key of %s wherever the type is, and declares it there",
    (entity, { key }) => {
      for (const [name, type] of definitionsOf(entity)) {
        const fields = type.fields?.map((field) => field.name.value) ?? [];
        expect(fields, name).toEqual(expect.arrayContaining(key.split(" ")));
        expect(keyOf(type), name).toBe(key);
      }
    },
  );

  it("refers to what is at home elsewhere by nothing but its key, and does not offer to open it", () => {
    for (const entity of [
      "DepositAccount",
      "InvestmentHolding",
      "Loan",
      "CreditCard",
      "AccessGrant",
      "AuditEvent",
    ] as const) {
      const stub = definitionsOf(entity).get("customer");
      expect(stub?.fields?.map(({ name }) => name.value)).toEqual(["id"]);
      expect(JSON.stringify(stub?.directives)).toContain("resolvable");
    }
  });

  it("hands values out whole, and says that others do too", () => {
    const values = Object.values(graph.getTypeMap()).filter(
      (type) =>
        isObjectType(type) &&
        !type.name.startsWith("__") &&
        !(type.name in ENTITIES) &&
        type !== graph.getQueryType() &&
        type !== graph.getMutationType(),
    );
    for (const { name } of values) {
      const definitions = [...definitionsOf(name).values()];
      expect(definitions.length, name).toBeGreaterThan(0);
      for (const definition of definitions) {
        const isShared = definition.directives?.some((each) => each.name.value === "shareable");
        expect(isShared, name).toBe(definitions.length > 1);
        expect(
          definition.fields?.map((field) => field.name.value),
          name,
        ).toEqual(fieldsOf(graph, name));
      }
    }
  });

  it("carries the labels into every subgraph and the supergraph", () => {
    for (const [name, text] of Object.entries({ ...subgraphs, supergraph: composed(subgraphs) })) {
      expect(text, name).toMatch(/directive @sensitive\(class: DataClass!, kind: SensitiveKind!\)/);
      expect(text, name).toMatch(/@public\b(?! on)/);
    }
    expect(composed(subgraphs)).toMatch(/displayName: PersonName @sensitive\(class: C2, kind: PERSON_NAME\)/);
  });

  it("composes without an error", () => {
    expect(composed(subgraphs)).toContain("enum join__Graph");
  });

  it("has a subgraph for every noun that is registered", () => {
    expect([...documents.keys()].toSorted()).toEqual(Object.keys(SUBGRAPHS).toSorted());
  });
});

function fieldsOf(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  return isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
}

/** The definitions of an object type, by the subgraph they stand in. */
function definitionsOf(typeName: string): Map<SubgraphName, ObjectTypeDefinitionNode> {
  const found = new Map<SubgraphName, ObjectTypeDefinitionNode>();
  for (const [name, { definitions }] of documents) {
    const type = definitions.find(
      (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === typeName,
    ) as ObjectTypeDefinitionNode | undefined;
    if (type !== undefined) found.set(name, type);
  }
  return found;
}

/** How many subgraphs have each field of a type, in the order of the whole graph. */
function homesOf(typeName: string): [string, number][] {
  const counts = new Map<string, number>(fieldsOf(graph, typeName).map((field) => [field, 0]));
  for (const { fields = [] } of definitionsOf(typeName).values()) {
    for (const { name } of fields) counts.set(name.value, (counts.get(name.value) ?? 0) + 1);
  }
  return [...counts];
}

function keyOf({ directives = [] }: ObjectTypeDefinitionNode): string | undefined {
  const key = directives.find(({ name }) => name.value === "key");
  const fields = key?.arguments?.find(({ name }) => name.value === "fields")?.value;
  return fields?.kind === Kind.STRING ? fields.value : undefined;
}
