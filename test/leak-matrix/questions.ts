import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  parseValue,
  print,
  type ArgumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { Form, Needed, Operation } from "./operations.js";

/** Several operations asked in one request: they differ in their leaves alone. */
export interface Question {
  readonly root: string;
  readonly form: Form;
  /** Of which type the object must be that the root's id names; null where the root says it. */
  readonly objectType: string | null;
  readonly isEntityLookup: boolean;
  /** Leads through one customer to another. */
  readonly entersAgain: boolean;
  readonly document: string;
  readonly needed: readonly Needed[];
  readonly operations: readonly Operation[];
}

/** Fields without secrets that tell where one is in an answer, or that could smuggle a value out: keys, cursors, counts. */
const LANDMARKS: readonly string[] = [
  "customerNumber",
  "id",
  "cursor",
  "startCursor",
  "endCursor",
  "totalCount",
  "hiddenReason",
];

/** Below the gateway's own limits for one operation. */
const MOST_TOKENS = 2_200;
const MOST_FIELDS = 1_800;
const MOST_ALIASES = 50;

/** The operations, as few requests as the gateway's limits allow. */
export function questionsOf(schema: GraphQLSchema, operations: readonly Operation[]): readonly Question[] {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const { responsePath, form, entersAgain } = operation;
    const key = [responsePath[0], form, rootTypeOf(operation), entersAgain].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return [...groups.values()].flatMap((group) => pack(schema, group));
}

function rootTypeOf({ needed }: Operation): string | null {
  return needed.find(({ argument }) => argument.startsWith("Query."))?.objectType ?? null;
}

/** As many at a time as fit: halves what does not. */
function pack(schema: GraphQLSchema, group: readonly Operation[]): readonly Question[] {
  const question = toQuestion(schema, group);
  if (group.length === 1 || fits(question.document)) return [question];
  const half = Math.ceil(group.length / 2);
  return [...pack(schema, group.slice(0, half)), ...pack(schema, group.slice(half))];
}

function fits(document: string): boolean {
  const tokens = document.match(/\.\.\.|[\w$]+|[^\s\w]/gu)?.length ?? 0;
  const fields = document.match(/\w+/gu)?.length ?? 0;
  const aliases = document.match(/another_\w+:/gu)?.length ?? 0;
  return tokens < MOST_TOKENS && fields < MOST_FIELDS && aliases <= MOST_ALIASES;
}

function toQuestion(schema: GraphQLSchema, operations: readonly Operation[]): Question {
  const [first] = operations;
  if (first === undefined) throw new Error("a question asks something");
  const fragments = new Map<string, string>();
  const root: SelectionNode[] = [];
  const variables = new Map<string, Needed>();
  for (const { document, needed, leaf } of operations) {
    for (const each of needed) variables.set(each.variable, each);
    const suffix = leaf.coordinate.replace(".", "_");
    const own = parse(
      document
        .replaceAll("another_name", `another_${leaf.field}`)
        .replaceAll(/\bLeaf\b(?=[^(])/gu, `Leaf_${suffix}`)
        .replace(/^query Leaf_\w+/u, "query Leaf"),
      { noLocation: true },
    );
    for (const definition of own.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, print(definition));
    const [operation] = own.definitions;
    merge(root, (operation as OperationDefinitionNode).selectionSet.selections);
  }
  const query = schema.getQueryType();
  if (!query) throw new Error("a schema without a query type has no questions");
  const selection = print(withLandmarks(schema, query, { kind: Kind.SELECTION_SET, selections: root }, true));
  const declared = [...variables.values()].map(({ variable, type }) => `$${variable}: ${type}`).join(", ");
  return {
    root: first.responsePath[0] ?? "",
    form: first.form,
    objectType: rootTypeOf(first),
    isEntityLookup: first.isEntityLookup,
    entersAgain: first.entersAgain,
    document: [`query Leak${declared && `(${declared})`} ${selection}`, ...fragments.values()].join("\n"),
    needed: [...variables.values()],
    operations,
  };
}

function keyOf(node: SelectionNode): string {
  if (node.kind === Kind.FIELD) return `${node.alias?.value ?? ""}:${node.name.value}`;
  if (node.kind === Kind.FRAGMENT_SPREAD) return `...${node.name.value}`;
  return `... on ${node.typeCondition?.name.value ?? ""}`;
}

function merge(into: SelectionNode[], more: readonly SelectionNode[]): void {
  for (const node of more) {
    const known = into.findIndex((each) => keyOf(each) === keyOf(node));
    const existing = into[known];
    if (existing === undefined) into.push(copy(node));
    else if ("selectionSet" in existing && "selectionSet" in node && existing.selectionSet && node.selectionSet)
      merge(existing.selectionSet.selections as SelectionNode[], node.selectionSet.selections);
  }
}

function copy(node: SelectionNode): SelectionNode {
  return structuredClone(node);
}

/** Arguments that are given though they need not be, at one field or wherever they are taken. */
const CHOSEN: readonly (readonly [name: string, field: string | null, value: string])[] = [
  // Without what is held jointly no way would lead to the other holder.
  ["roles", null, "[PRIMARY, JOINT]"],
  // The named customers come first, and there is nothing to recognise in the generated ones.
  ["first", "portfolio", "3"],
  ["first", "customers", "3"],
];

function toArgument(name: string, value: string): ArgumentNode {
  const parsed = parseValue(value, { noLocation: true });
  return { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value: parsed };
}

/** The same selection with what tells where one is, and which fields each object says to be masked. */
function withLandmarks(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  { selections }: SelectionSetNode,
  isRoot: boolean,
): SelectionSetNode {
  const narrowedBelow = selections.map((node): SelectionNode => {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const named = schema.getType(node.typeCondition?.name.value ?? "") ?? type;
      return { ...node, selectionSet: withLandmarks(schema, named as GraphQLCompositeType, node.selectionSet, false) };
    }
    if (node.kind !== Kind.FIELD || node.selectionSet === undefined) return node;
    const field = isUnionType(type) ? undefined : type.getFields()[node.name.value];
    const named = getNamedType(field?.type);
    if (!isCompositeType(named)) return node;
    const more = CHOSEN.filter(
      ([name, at]) => field?.args.some((each) => each.name === name) && (at ?? field.name) === field.name,
    );
    const args = [...(node.arguments ?? []), ...more.map(([name, , value]) => toArgument(name, value))];
    return { ...node, arguments: args, selectionSet: withLandmarks(schema, named, node.selectionSet, false) };
  });
  return { kind: Kind.SELECTION_SET, selections: [...narrowedBelow, ...(isRoot ? [] : landmarksOf(type))] };
}

function landmarksOf(type: GraphQLCompositeType): readonly SelectionNode[] {
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
  const landmarks = LANDMARKS.filter((name) => fields.includes(name));
  const masked = fields.includes("maskedFields") ? "maskedFields { field }" : "";
  const page = fields.includes("pageInfo") ? "pageInfo { startCursor endCursor }" : "";
  const [definition] = parse(`{ __typename ${landmarks.join(" ")} ${masked} ${page} }`, {
    noLocation: true,
  }).definitions;
  return (definition as OperationDefinitionNode).selectionSet.selections;
}
