import { getNamedType, isInterfaceType, isLeafType, isObjectType, type GraphQLSchema } from "graphql";

const LABELS = new Set(["public", "sensitive"]);

/** The leaves of a graph that say nothing of who may see them, as `Type.field`. A graph with any is not served. */
export function unlabelledLeaves(schema: GraphQLSchema): string[] {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith("__") || !(isObjectType(type) || isInterfaceType(type)) || roots.has(type as never))
      return [];
    if (hasLabel(type.astNode?.directives)) return [];
    return Object.values(type.getFields())
      .filter((field) => isLeafType(getNamedType(field.type)) && !hasLabel(field.astNode?.directives))
      .map((field) => `${type.name}.${field.name}`);
  });
}

function hasLabel(directives: readonly { readonly name: { readonly value: string } }[] | undefined): boolean {
  return directives?.some(({ name }) => LABELS.has(name.value)) ?? false;
}
