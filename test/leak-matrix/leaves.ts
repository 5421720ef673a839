import {
  getNamedType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";

/** A leaf of the graph that carries a sensitive value, by the label that is printed with it. */
export interface SensitiveLeaf {
  /** `Type.field`. */
  readonly coordinate: string;
  readonly owner: GraphQLObjectType | GraphQLInterfaceType;
  readonly field: string;
  readonly class: string;
  readonly kind: string;
}

/** Every sensitive leaf that the printed schema declares: nothing is listed by hand, so nothing can be left out. */
export function sensitiveLeaves(schema: GraphQLSchema): readonly SensitiveLeaf[] {
  return Object.values(schema.getTypeMap()).flatMap((owner) => {
    if (owner.name.startsWith("__") || !(isObjectType(owner) || isInterfaceType(owner))) return [];
    return Object.values(owner.getFields()).flatMap((field): SensitiveLeaf[] => {
      const label = field.astNode?.directives?.find(({ name }) => name.value === "sensitive");
      if (label === undefined) return [];
      const type = getNamedType(field.type);
      if (!isLeafType(type) || isEnumType(type))
        throw new Error(`${owner.name}.${field.name} is labelled but no scalar`);
      const said = new Map(
        label.arguments?.map(({ name, value }) => [name.value, "value" in value ? String(value.value) : ""]),
      );
      return [
        {
          coordinate: `${owner.name}.${field.name}`,
          owner,
          field: field.name,
          class: said.get("class") ?? "",
          kind: said.get("kind") ?? "",
        },
      ];
    });
  });
}
