import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type SelectionSetNode,
} from "graphql";
import type { Answer, Data } from "../world.js";

const schema = buildSchema(
  readFileSync(fileURLToPath(new URL("../../../schema/customer-graph.graphql", import.meta.url)), "utf8"),
);
/** Response keys that the test asks for beside what the operation asks for itself. */
const [TYPE, ID, WHY] = ["auditedType", "auditedId", "auditedWhy"];

/** Where an object says in words of its own why it shows nothing: the field, and what there is to ask of it. */
const WORDS: readonly (readonly [type: RegExp, field: string, of: string])[] = [
  [/Connection$/, "sources", "state"],
  [/^FinancialPosition$/, "missingSources", "id"],
  [/^RegistryRecord$/, "freshness", "state"],
];

/** Other people of whom something is shown where the viewer reaches them. */
const RELATED: ReadonlySet<string> = new Set(["Holder.customer", "GuardianRelation.customer"]);

/** The same operation, which also says of which type an object is that could be of several, which customer, and what of it is missing. */
export function withIdentity(text: string): string {
  const faults = validate(schema, parse(text));
  if (faults.length > 0) throw new Error(`the graph does not take the operation: ${faults.join("; ")}`);
  const info = new TypeInfo(schema);
  const field = (name: string, alias: string): FieldNode => ({
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    alias: { kind: Kind.NAME, value: alias },
  });
  const document = visit(
    parse(text),
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave: (set) => {
          const type = info.getParentType();
          if (!type || type === schema.getQueryType() || type === schema.getMutationType()) return undefined;
          const more = [
            ...(isAbstractType(type) ? [field("__typename", TYPE)] : []),
            ...(type.name === "Customer" ? [field("id", ID)] : []),
            ...(isObjectType(type) ? wordsOf(type) : []),
          ];
          return { ...set, selections: [...set.selections, ...more] };
        },
      },
    }),
  );
  return print(document);
}

function wordsOf(type: GraphQLObjectType): readonly FieldNode[] {
  const [, name, of] = WORDS.find(([of, each]) => of.test(type.name) && type.getFields()[each] !== undefined) ?? [];
  if (name === undefined) return [];
  const document = parse(`{ ${WHY}: ${name} { ${of} } }`).definitions[0];
  return document?.kind === Kind.OPERATION_DEFINITION ? (document.selectionSet.selections as FieldNode[]) : [];
}

/** Whether an object says that a source is missing of which it would show something. */
function saysMissing(object: Data): boolean {
  const said: Data[] = [object[WHY] ?? []].flat();
  return said.some(({ state, id }) => state === "UNAVAILABLE" || id !== undefined);
}

/** What a union says in the place of what was asked for became of that. */
function replacedBy(typeName: string, object: Data): string | null {
  if (typeName === "AccessDenied" || typeName === "ConsentRequired") return "DENIED";
  if (typeName !== "SourceUnavailable") return null;
  return object.message === "NO_REPORT" ? "NULL_AT_SOURCE" : "UNAVAILABLE";
}

export interface Received {
  /** `path class outcome` of every labelled field, whoever's. */
  readonly all: ReadonlySet<string>;
  /** The same of each customer in the answer, of values that are there: what is missing, nothing says whose it is. */
  readonly byCustomer: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * What a client received, by the answer alone: a value that is there and not listed as masked is in clear, one that is not
 * there has an error at its place or none. Nothing of the gateway's own bookkeeping is used.
 */
export function receivedFields(text: string, answer: Answer): Received {
  const walk = new Walk(parse(text), answer);
  return walk.received();
}

class Walk {
  readonly #all = new Set<string>();
  readonly #byCustomer = new Map<string, Set<string>>();
  readonly #masked = new Map<string, string>();
  readonly #errors = new Map<string, string>();

  constructor(
    private readonly document: DocumentNode,
    private readonly answer: Answer,
  ) {
    for (const { outcome, paths } of (answer.extensions.c360?.masked ?? []) as Data[])
      for (const path of paths) this.#masked.set(path, outcome);
    for (const { path = [], extensions } of answer.errors) {
      const isDenial = ["ACCESS_DENIED", "CUSTOMER_NOT_REACHABLE"].includes(extensions.code);
      for (let length = path.length; length > 0; length -= 1) {
        const place = path.slice(0, length).join(".");
        if (!this.#errors.has(place)) this.#errors.set(place, isDenial ? "DENIED" : "UNAVAILABLE");
      }
    }
  }

  received(): Received {
    for (const definition of this.document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION || this.answer.data === null) continue;
      this.#object(this.answer.data, definition.selectionSet, rootName(definition.operation), {
        path: "",
        place: "",
        owner: null,
        isMissing: false,
      });
    }
    return { all: this.#all, byCustomer: this.#byCustomer };
  }

  #object(object: Data, set: SelectionSetNode, typeName: string, { isMissing: isMissingAbove, ...at }: At): void {
    const isMissing = isMissingAbove || saysMissing(object);
    const replaced = replacedBy(typeName, object);
    if (replaced !== null) this.#gone(set, typeName, at.path, replaced);
    for (const [node, field] of this.#fields(set, typeName)) {
      const key = (node.alias ?? node.name).value;
      if (key === TYPE || key === ID || key === WHY || object[key] === undefined) continue;
      const path = at.path === "" ? node.name.value : `${at.path}.${node.name.value}`;
      const place = at.place === "" ? key : `${at.place}.${key}`;
      const type = getNamedType(field.type);
      // Null where the viewer does not reach him, says the graph.
      const isOutOfReach = object[key] === null && key === node.name.value && RELATED.has(`${typeName}.${key}`);
      if (isOutOfReach && node.selectionSet !== undefined && !this.#errors.has(place))
        this.#gone(node.selectionSet, type.name, path, "DENIED");
      else this.#value(object[key], node, field, { path, place, owner: at.owner, isMissing });
    }
  }

  #value(value: Data, node: FieldNode, field: Field, at: At): void {
    const type = getNamedType(field.type);
    const nothing = this.#errors.get(at.place) ?? (at.isMissing ? "UNAVAILABLE" : "NULL_AT_SOURCE");
    if (Array.isArray(value)) {
      if (value.length === 0 && at.isMissing && node.selectionSet !== undefined)
        this.#gone(node.selectionSet, type.name, at.path, "UNAVAILABLE");
      value.forEach((each, index) => {
        // An empty place in a list of plain values is no field of anybody.
        if (each !== null || isCompositeType(type))
          this.#value(each, node, field, { ...at, place: `${at.place}.${index}` });
      });
    } else if (!isCompositeType(type) || node.selectionSet === undefined) this.#leaf(value, field, at);
    else if (value === null) this.#gone(node.selectionSet, type.name, at.path, nothing);
    else {
      const owner = type.name === "Customer" ? String(value[ID]) : at.owner;
      if (type.name === "Customer" && !this.#byCustomer.has(String(owner)))
        this.#byCustomer.set(String(owner), new Set());
      this.#object(value, node.selectionSet, String(value[TYPE] ?? type.name), { ...at, owner });
    }
  }

  #leaf(value: unknown, field: Field, { path, place, owner, isMissing }: At): void {
    const dataClass = classOf(field);
    if (dataClass === null) return;
    const nothing = this.#errors.get(place) ?? (isMissing ? "UNAVAILABLE" : "NULL_AT_SOURCE");
    const shown = value === null ? nothing : "CLEAR";
    const line = `${path} ${dataClass} ${this.#masked.get(place) ?? shown}`;
    this.#all.add(line);
    if (owner !== null && value !== null) this.#byCustomer.get(owner)?.add(line);
  }

  /** All that an object would have shown that is not there. */
  #gone(set: SelectionSetNode, typeName: string, path: string, outcome: string): void {
    for (const [node, field] of this.#fields(set, typeName, true)) {
      const below = `${path}.${node.name.value}`;
      const type = getNamedType(field.type);
      if (node.selectionSet !== undefined) this.#gone(node.selectionSet, type.name, below, outcome);
      else if (classOf(field) !== null) this.#all.add(`${below} ${classOf(field)} ${outcome}`);
    }
  }

  /** The fields that are asked of an object of this type; of any that it could be, where it is not there to say. */
  *#fields(set: SelectionSetNode, typeName: string, isAny = false): Generator<readonly [FieldNode, Field]> {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const type = schema.getType(typeName);
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
        if (field !== undefined) yield [selection, field];
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragment(selection.name.value);
      const condition = fragment.typeCondition?.name.value ?? typeName;
      if (isAny) yield* this.#fields(fragment.selectionSet, condition, true);
      else if (fits(typeName, condition)) yield* this.#fields(fragment.selectionSet, typeName);
    }
  }

  #fragment(name: string) {
    const found = this.document.definitions.find(
      (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
    );
    if (found?.kind !== Kind.FRAGMENT_DEFINITION) throw new Error("the operation spreads what it does not define");
    return found;
  }
}

interface At {
  readonly path: string;
  readonly place: string;
  readonly owner: string | null;
  /** Whether something above says that a source is missing. */
  readonly isMissing: boolean;
}

type Field = GraphQLField<unknown, unknown>;

function rootName(operation: string): string {
  return operation === "mutation" ? "Mutation" : "Query";
}

function fits(typeName: string, condition: string): boolean {
  if (typeName === condition) return true;
  const [type, wider] = [schema.getType(typeName), schema.getType(condition)];
  return isObjectType(type) && isAbstractType(wider) && schema.isSubType(wider, type);
}

function classOf(field: Field): string | null {
  const label = field.astNode?.directives?.find(({ name }) => name.value === "sensitive");
  const value = label?.arguments?.find(({ name }) => name.value === "class")?.value;
  return value?.kind === Kind.ENUM ? value.value : null;
}
