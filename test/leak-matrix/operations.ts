import { isInterfaceType, isObjectType, isRequiredArgument, type GraphQLSchema } from "graphql";
import { sensitiveLeaves, type SensitiveLeaf } from "./leaves.js";
import { nameOf, TypeGraph, waysTo, type Way } from "./ways.js";

export type Form = "plain" | "alias" | "fragment" | "inline fragment" | "interface";

/** A value that whoever asks must choose: whose object, which reason. */
export interface Needed {
  readonly variable: string;
  /** As `Query.node(id:)`. */
  readonly argument: string;
  readonly type: string;
  /** For an id: the type that the object must have for the way to lead on. */
  readonly objectType: string | null;
}

/** One question for one leaf on one way in one form. */
export interface Operation {
  readonly name: string;
  readonly leaf: SensitiveLeaf;
  readonly way: string;
  readonly form: Form;
  readonly document: string;
  readonly needed: readonly Needed[];
  /** The names under which the leaf stands in the answer; lists in between are gone through. */
  readonly responsePath: readonly string[];
  /** Leads through one customer to another. */
  readonly entersAgain: boolean;
  /** Asked of a subgraph, not of the whole graph. */
  readonly isEntityLookup: boolean;
}

/** Every operation that the schema allows for its sensitive leaves. */
export function leakOperations(schema: GraphQLSchema): readonly Operation[] {
  const graph = new TypeGraph(schema);
  return sensitiveLeaves(schema).flatMap((leaf) =>
    // A form is the business of the object that holds the leaf: once for each root and field that lead to it is enough.
    waysTo(graph, leaf).flatMap((way) => formsOf(leaf, !way.entersAgain).map((form) => operation(leaf, way, form))),
  );
}

/** Leaves that no operation asks for: a new field that the generator does not understand. */
export function leavesWithoutOperation(schema: GraphQLSchema, operations: readonly Operation[]): readonly string[] {
  const asked = new Set(operations.map(({ leaf }) => leaf.coordinate));
  return sensitiveLeaves(schema)
    .map(({ coordinate }) => coordinate)
    .filter((coordinate) => !asked.has(coordinate));
}

function formsOf({ owner, field }: SensitiveLeaf, all: boolean): readonly Form[] {
  if (!all) return ["plain"];
  const forms: Form[] = ["plain", "alias", "fragment", "inline fragment"];
  return interfaceWith(owner, field) === null ? forms : [...forms, "interface"];
}

function interfaceWith(owner: SensitiveLeaf["owner"], field: string): string | null {
  if (!isObjectType(owner) && !isInterfaceType(owner)) return null;
  return owner.getInterfaces().find((each) => field in each.getFields())?.name ?? null;
}

const ALIAS = "another_name";

function operation(leaf: SensitiveLeaf, way: Way, form: Form): Operation {
  const needed: Needed[] = [];
  const [inner, fragment] = leafIn(leaf, form);
  let selection = way.narrowed && form !== "fragment" ? `... on ${leaf.owner.name} { ${inner} }` : inner;
  for (let index = way.steps.length - 1; index >= 0; index -= 1) {
    const step = way.steps[index];
    if (step === undefined) continue;
    const following = way.steps[index + 1];
    const objectType = following?.narrowed
      ? following.type
      : way.narrowed && following === undefined
        ? leaf.owner.name
        : null;
    const given = step.field.args.filter(isRequiredArgument).map((argument) => {
      const variable = `${argument.name}${index}`;
      needed.unshift({
        variable,
        argument: `${step.type}.${step.field.name}(${argument.name}:)`,
        type: String(argument.type),
        objectType,
      });
      return `${argument.name}: $${variable}`;
    });
    const call = `${step.field.name}${given.length > 0 ? `(${given.join(", ")})` : ""} { ${selection} }`;
    selection = step.narrowed ? `... on ${step.type} { ${call} }` : call;
  }
  const variables = needed.map(({ variable, type }) => `$${variable}: ${type}`).join(", ");
  return {
    name: `${leaf.coordinate} by ${nameOf(way)}, ${form}`,
    leaf,
    way: nameOf(way),
    form,
    document: `query Leak${variables && `(${variables})`} { ${selection} }${fragment}`,
    needed,
    responsePath: [...way.steps.map(({ field }) => field.name), form === "alias" ? ALIAS : leaf.field],
    entersAgain: way.entersAgain,
    isEntityLookup: way.steps[0]?.field.name === "_entities",
  };
}

function leafIn({ owner, field }: SensitiveLeaf, form: Form): readonly [selection: string, fragment: string] {
  switch (form) {
    case "plain":
      return [field, ""];
    case "alias":
      return [`${ALIAS}: ${field}`, ""];
    case "inline fragment":
      return [`... on ${owner.name} { ${field} }`, ""];
    case "interface":
      return [`... on ${interfaceWith(owner, field) ?? owner.name} { ${field} }`, ""];
    case "fragment":
      return ["...Leaf", ` fragment Leaf on ${owner.name} { ${field} }`];
  }
}
