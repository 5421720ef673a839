import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionNode,
} from "graphql";

/**
 * The names of the fields that an operation selects on the objects under `path`, counted from the field being resolved:
 * `["edges", "node"]` for the nodes of a connection. Skipped fields do not count. This is how a resolver knows what
 * will be asked of it next, while its sources can still be asked together.
 */
export function selectedFields(info: GraphQLResolveInfo, path: readonly string[]): ReadonlySet<string> {
  let level: readonly FieldNode[] = info.fieldNodes;
  for (const name of path) level = fieldsUnder(level, info).filter((field) => field.name.value === name);
  return new Set(fieldsUnder(level, info).map((field) => field.name.value));
}

function fieldsUnder(nodes: readonly FieldNode[], info: GraphQLResolveInfo): FieldNode[] {
  return nodes.flatMap((node) => flattened(node.selectionSet?.selections ?? [], info));
}

function flattened(selections: readonly SelectionNode[], info: GraphQLResolveInfo): FieldNode[] {
  return selections.flatMap((selection): FieldNode[] => {
    if (!isIncluded(selection, info)) return [];
    if (selection.kind === "Field") return [selection];
    const target = selection.kind === "InlineFragment" ? selection : info.fragments[selection.name.value];
    return target === undefined ? [] : flattened(target.selectionSet.selections, info);
  });
}

function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.["if"] !== true && include?.["if"] !== false;
}
