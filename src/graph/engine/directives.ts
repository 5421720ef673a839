import { DirectiveLocation, GraphQLDirective, GraphQLNonNull, GraphQLString, type GraphQLSchema } from "graphql";

/** By which fields other subgraphs refer to a type; each subgraph declares its own key in its own document. */
export const keyDirective = new GraphQLDirective({
  name: "key",
  description: "An entity of the federated graph: subgraphs contribute fields to it under this key.",
  locations: [DirectiveLocation.OBJECT],
  isRepeatable: true,
  args: { fields: { type: new GraphQLNonNull(GraphQLString) } },
});

/** The two labels of a leaf, as the printed graph declares them. A leaf with neither fails the build. */
export function labelDirectives(enums: Pick<GraphQLSchema, "getType">): GraphQLDirective[] {
  const nonNull = (name: string) => new GraphQLNonNull(enums.getType(name) as never);
  return [
    new GraphQLDirective({
      name: "sensitive",
      description:
        "The data class of JR/T 0171-2020 and the kind of value: what a viewer sees of it is decided. On an argument or an order: what its answer would tell.",
      locations: [
        DirectiveLocation.FIELD_DEFINITION,
        DirectiveLocation.INPUT_FIELD_DEFINITION,
        DirectiveLocation.ENUM_VALUE,
      ],
      args: { class: { type: nonNull("DataClass") }, kind: { type: nonNull("SensitiveKind") } },
    }),
    new GraphQLDirective({
      name: "public",
      description: "Anyone who reaches the object may see this leaf, or all leaves of this type.",
      locations: [
        DirectiveLocation.FIELD_DEFINITION,
        DirectiveLocation.OBJECT,
        DirectiveLocation.INPUT_FIELD_DEFINITION,
        DirectiveLocation.ENUM_VALUE,
      ],
    }),
  ];
}
