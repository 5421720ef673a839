import {
  getNamedType,
  isCompositeType,
  isLeafType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { Rendering, SensitiveKind } from "../../src/access/vocabulary.js";
import { WITHOUT_CANARY } from "./canary/origins.js";
import type { Canary } from "./canary/canary-bank.js";
import { documentedMask } from "./documented-mask.js";
import type { SensitiveLeaf } from "./leaves.js";
import type { Oracle } from "./oracle.js";
import type { Way } from "./table.js";

export type Json = Readonly<Record<string, unknown>>;

/** How an answer differs from the table, in words without values. */
export interface Violation {
  readonly what:
    | "CLEAR_VALUE"
    | "WRONG_MASK"
    | "NOT_SHOWN"
    | "OUT_OF_REACH"
    | "MASKED_FIELDS"
    | "EXTENSION"
    | "ERROR"
    | "BYTES"
    | "SIGNAL"
    | "UNTRACEABLE";
  readonly where: string;
}

export interface Tally {
  clear: number;
  masked: number;
  denied: number;
  nothing: number;
  checks: number;
}

interface Place {
  readonly subject: string | null;
  readonly way: Way;
  readonly path: string;
  /** The type of the object that an amount belongs to; of everything else its own. */
  readonly type: string;
  /** Below something that the viewer does not reach: then nothing of it is. */
  readonly isClosed: boolean;
}

/** How the question's root came to its object. */
export interface Root {
  /** Whose object it is; null where the answer tells. */
  readonly subject: string | null;
  readonly way: Way;
  /** False where the viewer may not look anybody up like this: then nobody is found. */
  readonly isAllowed: boolean;
}

export interface JudgeParts {
  readonly schema: GraphQLSchema;
  readonly leaves: ReadonlyMap<string, SensitiveLeaf>;
  /** The canary with this marker whose place this is. */
  readonly canaryAt: (marker: string, coordinate: string) => Canary | undefined;
  /** The number of the customer with this id. */
  readonly numberOf: (id: string) => string | undefined;
  /** The canary of this place whose mask this is, by the documentation. */
  readonly canaryBehind: (mask: string, coordinate: string) => Canary | undefined;
}

/**
 * Compares one answer, place by place, with what the table says. The reference is the same question's answer under a policy
 * that shows everything: it tells which value belongs at each place, never what may be seen of it.
 */
export class Judge {
  readonly #violations: Violation[] = [];
  readonly #masked = new Map<string, "MASKED" | "DENIED">();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #operation: OperationDefinitionNode;
  /** By what look-up customers came before the viewer in this request. */
  readonly #found = new Map<string, Way>();
  /** Types whose objects carry sensitive values. */
  readonly #carriers: ReadonlySet<string>;

  constructor(
    private readonly parts: JudgeParts,
    private readonly oracle: Oracle,
    private readonly tally: Tally,
    document: DocumentNode,
  ) {
    const { definitions } = document;
    const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((each) => [each.name.value, each]));
    this.#carriers = new Set([...parts.leaves.values()].map(({ owner }) => owner.name));
    this.#operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  }

  judge(
    answer: { readonly data: Json | null; readonly extensions?: Json | undefined },
    reference: Json,
    root: Root,
  ): readonly Violation[] {
    const { schema } = this.parts;
    const query = this.#operation.operation === "mutation" ? schema.getMutationType() : schema.getQueryType();
    if (!query) throw new Error("a schema without this type has no answers");
    if (root.way !== "id") this.#noteFound(reference, root.way);
    const place = { subject: root.subject, way: "id" as const, path: "", type: "Query", isClosed: !root.isAllowed };
    this.#object(this.#operation.selectionSet, query, answer.data, reference, place);
    this.#compareExtension(answer.extensions);
    return this.#violations;
  }

  /** Whoever a look-up finds came before the viewer by it, wherever else he stands in the answer. */
  #noteFound(reference: Json, way: Way): void {
    const edges = (Object.values(reference)[0] as Json | undefined)?.["edges"];
    for (const edge of Array.isArray(edges) ? (edges as Json[]) : []) {
      const number = (edge["node"] as Json | undefined)?.["customerNumber"];
      if (typeof number === "string") this.#found.set(number, way);
    }
  }

  #object(
    selection: SelectionSetNode,
    type: GraphQLObjectType,
    value: Json | null,
    reference: Json,
    place: Place,
  ): void {
    const entered = this.#enter(type, reference, place);
    const here = { ...entered, isClosed: !this.#isReached(entered) };
    // A connection without entries tells nothing.
    if (value !== null && here.isClosed && this.#carriers.has(here.type)) {
      this.#violations.push({ what: "OUT_OF_REACH", where: here.path });
    }
    const masked = new Set<string>();
    const requested = new Set<string>();
    for (const [key, name, below] of this.#fields(selection, type)) {
      const at = here.path === "" ? key : `${here.path}.${key}`;
      const field = type.getFields()[name];
      if (field === undefined) continue;
      const named = getNamedType(field.type);
      const inner = { ...here, path: at };
      if (isLeafType(named)) {
        const leaf = this.parts.leaves.get(`${type.name}.${name}`);
        if (leaf === undefined) continue;
        const outcome = this.#leaf(leaf, value, key, reference[key], inner);
        if (!DERIVED.has(name)) {
          requested.add(name);
          if (outcome) masked.add(name);
        }
      } else if (isCompositeType(named) && below !== undefined && name !== "maskedFields") {
        this.#below(below, value?.[key], reference[key], this.#inside(type, name, inner));
      }
    }
    if (value !== null) this.#compareMaskedFields(value, masked, requested, here);
  }

  #enter(type: GraphQLObjectType, reference: Json, place: Place): Place {
    if (type.name === "Money") return place;
    if (type.name !== "Customer") return { ...place, type: type.name };
    // A subgraph that only adds to a customer knows no number of his.
    const known = reference["customerNumber"] ?? this.parts.numberOf(String(reference["id"]));
    const subject = typeof known === "string" ? known : place.subject;
    if (subject === null) return place;
    const found = this.#found.get(subject);
    return { ...place, type: type.name, subject, way: found ?? (place.way === "holder" ? "holder" : "id") };
  }

  #inside(type: GraphQLObjectType, field: string, place: Place): Place {
    if (type.name === "Holder" && field === "customer") return { ...place, way: "holder" };
    if (this.oracle.table.fields["only ever clear"].includes(`${type.name}.${field}`))
      return { ...place, isClosed: place.isClosed || this.#rendering("SCORE", place) !== "CLEAR" };
    return PUBLIC_HOLDERS.has(`${type.name}.${field}`) ? { ...place, way: "id" } : place;
  }

  /** Objects without sensitive values of their own are as far in reach as what they belong to. */
  #isReached({ subject, way, type, isClosed }: Place): boolean {
    if (isClosed) return false;
    if (subject === null || !this.#carriers.has(type)) return true;
    return this.oracle.reaches(this.oracle.standing(subject, way), type);
  }

  #below(selection: SelectionSetNode, value: unknown, reference: unknown, place: Place): void {
    if (reference === null || reference === undefined) {
      // An amount that is denied does not tell whether there is one: it stands as an object that says nothing.
      if (value !== null && value !== undefined) this.#objectWithoutReference(selection, value, place);
      return;
    }
    if (Array.isArray(reference)) {
      this.#list(selection, value, reference as unknown[], place);
      return;
    }
    const object = reference as Json;
    const type = this.parts.schema.getType(String(object["__typename"]));
    if (!isObjectType(type)) return;
    const shown = sameType(value, object) ? (value as Json) : null;
    this.#object(selection, type, shown, object, place);
  }

  #list(selection: SelectionSetNode, value: unknown, reference: readonly unknown[], place: Place): void {
    const shown = Array.isArray(value) ? (value as unknown[]) : null;
    const numbers = reference.map(numberOf);
    const byNumber = numbers.every((number) => number !== null) && reference.length > 0;
    reference.forEach((each, index) => {
      // Lists of customers leave out whom the viewer does not reach: then the number says who is who.
      const at = byNumber ? (shown?.findIndex((other) => numberOf(other) === numbers[index]) ?? -1) : index;
      const path = `${place.path}.${at === -1 ? `(${index})` : at}`;
      this.#below(selection, at === -1 ? null : (shown?.[at] ?? null), each, { ...place, path });
    });
    if (shown !== null && shown.length > reference.length)
      this.#violations.push({ what: "OUT_OF_REACH", where: `${place.path}: more entries than there are` });
  }

  #objectWithoutReference(selection: SelectionSetNode, value: unknown, place: Place): void {
    const object = (Array.isArray(value) ? {} : value) as Json;
    const type = this.parts.schema.getType(String(object["__typename"]));
    if (!isObjectType(type)) return;
    this.#object(selection, type, object, { customerNumber: place.subject ?? undefined }, place);
  }

  /** Returns whether the value is not in clear, as `maskedFields` must say; null where there is none to speak of. */
  #leaf(leaf: SensitiveLeaf, object: Json | null, key: string, reference: unknown, place: Place): boolean {
    this.tally.checks += 1;
    const value = object?.[key] ?? null;
    const known = reference ?? null;
    const [kind, isPublic] = this.#kindOf(leaf, known, place);
    const rendering = this.#rendering(isPublic ? null : kind, place);
    if (object === null) {
      if (rendering !== "DENIED" && known !== null) this.#violations.push({ what: "NOT_SHOWN", where: place.path });
      else this.tally.denied += 1;
      return false;
    }
    const onlyMasked = !isPublic && this.oracle.table.fields["only ever masked"].includes(leaf.coordinate);
    const shown: Rendering = rendering === "CLEAR" && onlyMasked ? "MASKED" : rendering;
    if (shown === "DENIED") {
      this.tally.denied += 1;
      if (value !== null) this.#violations.push({ what: "CLEAR_VALUE", where: place.path });
      this.#masked.set(place.path, "DENIED");
      return true;
    }
    if (known === null) {
      this.tally.nothing += 1;
      if (value !== null) this.#violations.push({ what: "UNTRACEABLE", where: place.path });
      return false;
    }
    if (shown === "CLEAR") {
      this.tally.clear += 1;
      if (value !== known)
        this.#violations.push({ what: value === null ? "NOT_SHOWN" : "WRONG_MASK", where: place.path });
      return false;
    }
    this.tally.masked += 1;
    const expected = onlyMasked ? known : maskAt(leaf, kind, known);
    if (value !== expected)
      this.#violations.push({ what: value === known && !onlyMasked ? "CLEAR_VALUE" : "WRONG_MASK", where: place.path });
    this.#masked.set(place.path, "MASKED");
    return true;
  }

  /** Null for a value that is nobody's secret: seen by whoever reaches its object. */
  #rendering(kind: SensitiveKind | null, { subject, way, type, isClosed }: Place): Rendering {
    if (isClosed) return "DENIED";
    if (subject === null) throw new Error("a sensitive value stands outside every customer");
    if (kind !== null) return this.oracle.rendering(subject, way, kind, type);
    return "CLEAR";
  }

  /** The exact kind of the value at this place, and whether it is nobody's secret. */
  #kindOf(leaf: SensitiveLeaf, known: unknown, place: Place): readonly [SensitiveKind, boolean] {
    const kind = leaf.kind as SensitiveKind;
    if (MONEY.has(leaf.owner.name)) return [kind, isPublicAmount(this.oracle, place.path)];
    if (typeof known !== "string" || leaf.coordinate in WITHOUT_CANARY) return [kind, false];
    // The reference too shows such a place by its mask alone.
    const isMask = this.oracle.table.fields["only ever masked"].includes(leaf.coordinate);
    const canary = this.parts[isMask ? "canaryBehind" : "canaryAt"](known, leaf.coordinate);
    if (canary !== undefined) return [canary.kind, false];
    // The systems' own keys and a company's public codes stand beside documents in the list of identifiers.
    if (leaf.owner.name === "Identifier") return [kind, true];
    this.#violations.push({ what: "UNTRACEABLE", where: place.path });
    return [kind, false];
  }

  #compareMaskedFields(value: Json, masked: ReadonlySet<string>, requested: ReadonlySet<string>, place: Place): void {
    const said = value["maskedFields"];
    if (!Array.isArray(said)) return;
    this.tally.checks += 1;
    const names = new Set((said as Json[]).map(({ field }) => String(field)));
    for (const field of requested)
      if (names.has(field) !== masked.has(field))
        this.#violations.push({ what: "MASKED_FIELDS", where: `${place.path}.${field}` });
  }

  /** The extension names exactly the places that are not in clear. */
  #compareExtension(extensions: Json | undefined): void {
    this.tally.checks += 1;
    const c360 = extensions?.["c360"] as Json | undefined;
    const groups = (c360?.["masked"] ?? []) as readonly { outcome: string; paths: readonly string[] }[];
    const said = new Map(groups.flatMap(({ outcome, paths }) => paths.map((path) => [path, outcome] as const)));
    for (const [path, outcome] of this.#masked)
      if (said.get(path) !== outcome) this.#violations.push({ what: "EXTENSION", where: path });
    for (const path of said.keys())
      if (!this.#masked.has(path)) this.#violations.push({ what: "EXTENSION", where: path });
  }

  *#fields(
    { selections }: SelectionSetNode,
    type: GraphQLObjectType,
  ): Generator<readonly [key: string, name: string, below: SelectionSetNode | undefined]> {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) yield [(node.alias ?? node.name).value, node.name.value, node.selectionSet];
      else {
        const spread = node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value) : node;
        const condition = this.parts.schema.getType(spread?.typeCondition?.name.value ?? type.name);
        if (spread && condition && (condition === type || this.#isSubtype(condition.name, type)))
          yield* this.#fields(spread.selectionSet, type);
      }
    }
  }

  #isSubtype(condition: string, type: GraphQLObjectType): boolean {
    return type.getInterfaces().some(({ name }) => name === condition);
  }
}

/** Leaves that repeat another one's value in a further form; the other is what `maskedFields` names. */
const DERIVED: ReadonlySet<string> = new Set(["display", "numberDisplay", "band"]);
const MONEY: ReadonlySet<string> = new Set(["Money"]);
const PUBLIC_HOLDERS: ReadonlySet<string> = new Set(["GuardianRelation.customer"]);

function isPublicAmount(oracle: Oracle, path: string): boolean {
  const holder = path.split(".").at(-2) ?? "";
  return oracle.table.fields["public amounts"].some((coordinate) => coordinate.endsWith(`.${holder}`));
}

function maskAt({ owner, field }: SensitiveLeaf, kind: SensitiveKind, known: unknown): unknown {
  // A masked number would not be a number.
  if (typeof known === "number") return null;
  if (!MONEY.has(owner.name)) return documentedMask(kind, String(known));
  if (field === "amount") return null;
  return field === "band" ? known : documentedMask("AMOUNT", String(known));
}

function sameType(value: unknown, reference: Json): boolean {
  return typeof value === "object" && value !== null && (value as Json)["__typename"] === reference["__typename"];
}

function numberOf(edge: unknown): string | null {
  const node = (edge as Json | null)?.["node"] as Json | undefined;
  const number = node?.["customerNumber"];
  return typeof number === "string" ? number : null;
}
