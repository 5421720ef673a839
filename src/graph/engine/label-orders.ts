import {
  isEnumType,
  Kind,
  parse,
  type ConstDirectiveNode,
  type EnumValueDefinitionNode,
  type GraphQLSchema,
} from "graphql";
import { directiveOf, labelledOrders } from "../list-labels.js";

/** Writes down at every word that a list can be put in order by what such an order tells: decorators reach no enum's values. */
export function labelOrderWords(schema: GraphQLSchema): void {
  for (const labels of labelledOrders().values()) {
    const words = Object.keys(labels).join();
    const type = Object.values(schema.getTypeMap()).find(
      (each) =>
        isEnumType(each) &&
        each
          .getValues()
          .map(({ name }) => name)
          .join() === words,
    );
    if (!isEnumType(type)) throw new Error("an order that is labelled is not in the graph");
    for (const value of type.getValues()) {
      const label = labels[value.name];
      const directives = [toDirective(label ? directiveOf(label) : "@public")];
      const name = { kind: Kind.NAME, value: value.name } as const;
      value.astNode = { kind: Kind.ENUM_VALUE_DEFINITION, name, directives } satisfies EnumValueDefinitionNode;
    }
  }
}

function toDirective(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar S ${text}`, { noLocation: true }).definitions;
  const [directive] = definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : [];
  if (directive === undefined) throw new Error("not a directive");
  return directive;
}
