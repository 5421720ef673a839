import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
} from "graphql";
import type { SubgraphName } from "../subgraph-names.js";
import { ENTITIES, type Entity } from "../subgraphs.js";
import type { SubgraphParts } from "./subgraph-parts.js";

/** What every subgraph says of itself first; 2.3 is the oldest version that has all of it, and every router knows it. */
const LINKS = parse(
  `extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: ["@composeDirective", "@inaccessible", "@key", "@shareable"]
    )
    @link(url: "https://customer-graph.example/labels/v1.0", import: ["@public", "@sensitive"])
    @composeDirective(name: "@public")
    @composeDirective(name: "@sensitive")`,
  { noLocation: true },
).definitions;

const LABELS: ReadonlySet<string> = new Set(["public", "sensitive"]);
const ROOTS: ReadonlySet<string> = new Set(["Query", "Mutation", "Subscription"]);

/** The document of one subgraph, cut out of the whole graph's. `all` says which values others can hand out too. */
export function subgraphDocument(
  whole: DocumentNode,
  name: SubgraphName,
  all: ReadonlyMap<SubgraphName, SubgraphParts>,
): DocumentNode {
  const parts = all.get(name) ?? new Map<string, never>();
  const isShared = (type: string) => [...all.values()].filter((each) => each.has(type)).length > 1;
  const definitions = whole.definitions.flatMap((definition): readonly DefinitionNode[] => {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) return LABELS.has(definition.name.value) ? [definition] : [];
    if (!("name" in definition) || definition.name === undefined) return [];
    const fields = parts.get(definition.name.value);
    if (fields === undefined) return [];
    const isComposite =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    return [isComposite ? cut(definition, fields, whole, parts, name, isShared) : definition];
  });
  return { kind: Kind.DOCUMENT, definitions: [...LINKS, ...definitions] };
}

function cut(
  definition: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
  kept: ReadonlySet<string>,
  whole: DocumentNode,
  parts: SubgraphParts,
  subgraph: SubgraphName,
  isShared: (type: string) => boolean,
): DefinitionNode {
  const type = definition.name.value;
  const fields = (definition.fields ?? []).filter(({ name }) => kept.has(name.value));
  const interfaces = (definition.interfaces ?? []).filter((each) => isFulfilled(each, kept, whole, parts));
  if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && type in ENTITIES) {
    return { ...definition, interfaces, ...entityParts(definition, type as Entity, fields, subgraph) };
  }
  const isValue = definition.kind === Kind.OBJECT_TYPE_DEFINITION && !ROOTS.has(type) && isShared(type);
  const directives = [...(definition.directives ?? []), ...(isValue ? [SHAREABLE] : [])];
  return { ...definition, interfaces, fields, directives };
}

/** Whether a type still has all fields of an interface, in a subgraph that has the interface. */
function isFulfilled(
  { name }: NamedTypeNode,
  kept: ReadonlySet<string>,
  whole: DocumentNode,
  parts: SubgraphParts,
): boolean {
  if (!parts.has(name.value)) return false;
  const declared = whole.definitions.find(
    (each) => each.kind === Kind.INTERFACE_TYPE_DEFINITION && each.name.value === name.value,
  ) as InterfaceTypeDefinitionNode | undefined;
  return declared?.fields?.every((field) => kept.has(field.name.value)) ?? false;
}

function entityParts(
  definition: ObjectTypeDefinitionNode,
  type: Entity,
  fields: readonly FieldDefinitionNode[],
  subgraph: SubgraphName,
): Pick<ObjectTypeDefinitionNode, "directives" | "fields"> {
  const { home, key } = ENTITIES[type];
  const others = (definition.directives ?? []).filter(({ name }) => name.value !== "key");
  // Where there is nothing but the id, there is nothing to come here for.
  const isStub = home !== subgraph && fields.length === 1;
  const keyFields = key.split(" ").includes("lookupProof") ? [LOOKUP_PROOF] : [];
  return { fields: [...fields, ...keyFields], directives: [keyOf(key, isStub), ...others] };
}

function keyOf(fields: string, isStub: boolean): ConstDirectiveNode {
  return directiveOf(`@key(fields: "${fields}"${isStub ? ", resolvable: false" : ""})`);
}

function directiveOf(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar S ${text}`, { noLocation: true }).definitions;
  const [directive] = definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : [];
  if (directive === undefined) throw new Error("not a directive");
  return directive;
}

function fieldOf(text: string): FieldDefinitionNode {
  const [definition] = parse(`type T { ${text} }`, { noLocation: true }).definitions;
  const [field] = definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? (definition.fields ?? []) : [];
  if (field === undefined) throw new Error("not a field");
  return field;
}

const SHAREABLE = directiveOf("@shareable");
const LOOKUP_PROOF = fieldOf(
  `"How the caller came to reach the customer, if by a look-up; between subgraphs only." lookupProof: String! @inaccessible @public`,
);
