import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  printSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
} from "graphql";

/**
 * A schema as a document in which every definition carries its directives: GraphQL's own printer leaves out all but
 * `@deprecated`, and labels and keys are half of what the graph has to say. Definitions are in order of name, fields as
 * they were written.
 */
export function schemaDocument(schema: GraphQLSchema): DocumentNode {
  const { definitions } = parse(printSchema(schema), { noLocation: true });
  const withDirectives = definitions.map((definition) => withTypeDirectives(definition, schema));
  return { kind: Kind.DOCUMENT, definitions: withDirectives.toSorted(byKindAndName) };
}

function withTypeDirectives(definition: DefinitionNode, schema: GraphQLSchema): DefinitionNode {
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    const type = schema.getType(definition.name.value);
    const declared = isInputObjectType(type) ? type.getFields() : {};
    const fields = definition.fields?.map((field) => labelled(field, declared[field.name.value]?.astNode));
    return { ...definition, ...(fields && { fields }) };
  }
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
    const type = schema.getType(definition.name.value);
    const declared = isEnumType(type) ? type : null;
    const values = definition.values?.map((value) => labelled(value, declared?.getValue(value.name.value)?.astNode));
    return { ...definition, ...(values && { values }) };
  }
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
    return definition;
  }
  const type = schema.getType(definition.name.value);
  if (!isObjectType(type) && !isInterfaceType(type)) return definition;
  const fieldsOfType = type.getFields();
  const fields = definition.fields?.map((field): FieldDefinitionNode => {
    const declared = fieldsOfType[field.name.value]?.astNode?.directives;
    return { ...field, directives: joined(field.directives, declared) };
  });
  const directives = joined(definition.directives, type.astNode?.directives);
  return { ...definition, directives, ...(fields && { fields }) };
}

function labelled<Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  printed: Node,
  declared: Node | null | undefined,
): Node {
  return { ...printed, directives: joined(printed.directives, declared?.directives) };
}

function joined(
  printed: readonly ConstDirectiveNode[] = [],
  declared: readonly ConstDirectiveNode[] = [],
): readonly ConstDirectiveNode[] {
  return [...printed, ...declared];
}

function byKindAndName(left: DefinitionNode, right: DefinitionNode): number {
  return sortKey(left).localeCompare(sortKey(right), "en");
}

function sortKey(definition: DefinitionNode): string {
  const name = "name" in definition ? (definition.name?.value ?? "") : "";
  return `${definition.kind === Kind.DIRECTIVE_DEFINITION ? 0 : 1} ${name}`;
}
