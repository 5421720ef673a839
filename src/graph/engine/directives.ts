import { DirectiveLocation, GraphQLDirective, GraphQLNonNull, type GraphQLSchema } from "graphql";

/** The two labels of a leaf, as the printed graph declares them. A leaf with neither fails the build. */
export function labelDirectives(enums: Pick<GraphQLSchema, "getType">): GraphQLDirective[] {
  const nonNull = (name: string) => new GraphQLNonNull(enums.getType(name) as never);
  return [
    new GraphQLDirective({
      name: "sensitive",
      description: "The data class of JR/T 0171-2020 and the kind of value: what a viewer sees of it is decided.",
      locations: [DirectiveLocation.FIELD_DEFINITION],
      args: { class: { type: nonNull("DataClass") }, kind: { type: nonNull("SensitiveKind") } },
    }),
    new GraphQLDirective({
      name: "public",
      description: "Anyone who reaches the object may see this leaf, or all leaves of this type.",
      locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT],
    }),
  ];
}
