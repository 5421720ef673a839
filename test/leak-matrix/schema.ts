import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, extendSchema, isObjectType, parse, type GraphQLSchema } from "graphql";

/** The graph as it is printed, from the file that every change of it must pass through. */
export function printedSchema(): GraphQLSchema {
  const file = fileURLToPath(new URL("../../schema/customer-graph.graphql", import.meta.url));
  return withEntities(buildSchema(readFileSync(file, "utf8")));
}

/** With the door by which a router enters a subgraph: every keyed object may be asked for there. */
export function withEntities(schema: GraphQLSchema): GraphQLSchema {
  const keyed = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.astNode?.directives?.some(({ name }) => name.value === "key"),
  );
  if (keyed.length === 0) return schema;
  return extendSchema(
    schema,
    parse(`
      scalar _Any
      union _Entity = ${keyed.map(({ name }) => name).join(" | ")}
      extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
    `),
  );
}
