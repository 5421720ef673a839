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
  return new Set(selectedNodes(info, path).map((field) => field.name.value));
}

/** The same as nodes of the document: one for each place where a field is written. */
export function selectedNodes(info: GraphQLResolveInfo, path: readonly string[]): readonly FieldNode[] {
  let level: readonly FieldNode[] = info.fieldNodes;
  for (const name of path) level = fieldsUnder(level, info).filter((field) => field.name.value === name);
  return fieldsUnder(level, info);
}

function fieldsUnder(nodes: readonly FieldNode[], info: GraphQLResolveInfo): FieldNode[] {
  const spread = new Set<string>();
  return nodes.flatMap((node) => flattened(node.selectionSet?.selections ?? [], info, spread));
}

/** Each fragment once, as execution does: spread twice in every fragment, it would double with each of them. */
function flattened(selections: readonly SelectionNode[], info: GraphQLResolveInfo, spread: Set<string>): FieldNode[] {
  return selections.flatMap((selection): FieldNode[] => {
    if (!isIncluded(selection, info)) return [];
    if (selection.kind === "Field") return [selection];
    if (selection.kind === "InlineFragment") return flattened(selection.selectionSet.selections, info, spread);
    const { value: name } = selection.name;
    const fragment = spread.has(name) ? undefined : info.fragments[name];
    spread.add(name);
    return fragment === undefined ? [] : flattened(fragment.selectionSet.selections, info, spread);
  });
}

export function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.["if"] !== true && include?.["if"] !== false;
}
