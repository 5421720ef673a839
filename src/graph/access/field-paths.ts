import {
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { getMetadataStorage, type ClassType } from "type-graphql";
import type { Decision, FieldCoordinate } from "../../access/decision.js";
import { GrantError } from "../../access/grants/grant-error.js";
import type { Terms } from "../../access/policy/terms.js";
import type { SensitiveKind } from "../../access/vocabulary.js";
import { labelsOf, type FieldLabel } from "../labels.js";

/** A field that access can be asked for, by a path that a person writes. */
export interface GrantableField {
  readonly path: string;
  readonly coordinate: FieldCoordinate;
  /** What may stand in it; some fields hold several kinds. */
  readonly kinds: readonly SensitiveKind[];
}

const MOST_FIELDS = 20;
/** The customer, a section, a record in it, a record in that, the field. */
const DEEPEST = 5;
/** A path never leads on to somebody else, nor back. */
const ELSEWHERE: ReadonlySet<string> = new Set(["Customer", "AccessGrant", "SubjectRequest"]);
/** What is asked for of an amount is the amount, however it is written. */
const PARTS_OF_AMOUNT = ["amount", "display", "band"] as const;

/** Kinds that a field labelled with the first may hold, because its records differ. */
const ALSO: Partial<Record<SensitiveKind, readonly SensitiveKind[]>> = {
  CONTACT: ["MOBILE", "PHONE", "EMAIL", "ADDRESS", "OTHER"],
  PERSON_NAME: ["COMPANY_NAME"],
  ACCOUNT_NUMBER: ["CARD_NUMBER"],
};

/**
 * The names by which people ask for fields: paths from the customer, without the edges of lists, and for what belongs to
 * a person or an organization also without that word. Worked out once from the whole graph and its labels.
 */
export class FieldPaths {
  /** Null under names that are a part of the graph but no single sensitive value. */
  readonly #byPath = new Map<string, GrantableField | null>();
  readonly #all: readonly GrantableField[];
  readonly #requestable = new WeakMap<Terms, string[]>();

  constructor(graph: GraphQLSchema) {
    this.#addType(graph.getType("Customer"), "", 1, new Set());
    this.#all = [...new Set(this.#byPath.values())].filter((field) => field !== null);
    const shortened = new Map<string, GrantableField | null>();
    for (const [path, field] of this.#byPath) {
      const rest = /^(?:person|organization)\.(.+)$/.exec(path)?.[1];
      if (rest !== undefined && !this.#byPath.has(rest)) shortened.set(rest, shortened.get(rest) ?? field);
    }
    for (const [path, field] of shortened) this.#byPath.set(path, field);
  }

  /** Throws GrantError, with the place of the name in the list. */
  resolveAll(paths: readonly string[]): readonly GrantableField[] {
    if (paths.length === 0) throw new GrantError("FIELDS_REQUIRED");
    if (paths.length > MOST_FIELDS) throw new GrantError("TOO_MANY_FIELDS", `at most ${MOST_FIELDS}`);
    return paths.map((path, index) => {
      const field = this.#byPath.get(path);
      const place = `number ${index + 1}`;
      if (field === undefined) throw new GrantError("UNKNOWN_FIELD", place);
      if (field === null) throw new GrantError("FIELD_NOT_REQUESTABLE", place);
      return { ...field, path };
    });
  }

  /** The kinds of which a grant for this field may show a value; none for what is no such field. */
  kindsAt(coordinate: FieldCoordinate): readonly SensitiveKind[] {
    return this.#all.find((field) => field.coordinate === coordinate)?.kinds ?? [];
  }

  isRequestable({ kinds }: GrantableField, decision: Decision): boolean {
    return decision.terms.grantsHonoured && kinds.some((kind) => decision.isRequestable(kind));
  }

  /** What is not clear under a decision and can be asked for. Without grants, the terms alone decide. */
  requestableUnder(decision: Decision): string[] {
    if (decision.granted.size > 0) return this.#readRequestable(decision);
    const known = this.#requestable.get(decision.terms) ?? this.#readRequestable(decision);
    this.#requestable.set(decision.terms, known);
    return [...known];
  }

  #readRequestable(decision: Decision): string[] {
    return this.#all
      .filter((field) => this.isRequestable(field, decision))
      .filter(({ kinds, coordinate }) => kinds.some((kind) => decision.rendering(kind, coordinate) !== "CLEAR"))
      .map(({ path }) => path);
  }

  #addType(type: GraphQLNamedType | undefined, prefix: string, depth: number, within: ReadonlySet<string>): void {
    if (isUnionType(type)) for (const member of type.getTypes()) this.#addType(member, prefix, depth, within);
    if (!isObjectType(type) || within.has(type.name)) return;
    const labels = labelsOf(classOf(type.name));
    const inside = new Set([...within, ...ELSEWHERE, type.name]);
    for (const field of Object.values(type.getFields())) {
      const path = prefix + field.name;
      const label = labels.get(field.name);
      const named = nodeOf(getNamedType(field.type));
      const kinds = kindsOf(label);
      const grantable = kinds === null ? null : { path, coordinate: `${type.name}.${field.name}`, kinds };
      this.#byPath.set(path, this.#byPath.get(path) ?? grantable);
      if (label?.shown === "amount") for (const part of PARTS_OF_AMOUNT) this.#byPath.set(`${path}.${part}`, grantable);
      else if (!isLeafType(named) && depth < DEEPEST) this.#addType(named, `${path}.`, depth + 1, inside);
    }
  }
}

/** The node behind a connection; any other type is itself. */
function nodeOf(type: GraphQLNamedType): GraphQLNamedType {
  const edges = isObjectType(type) ? type.getFields()["edges"] : undefined;
  const edge = edges === undefined ? undefined : getNamedType(edges.type);
  const node = isObjectType(edge) ? edge.getFields()["node"] : undefined;
  return node === undefined ? type : getNamedType(node.type);
}

function classOf(typeName: string): ClassType<object> {
  const known = getMetadataStorage().objectTypes.find(({ name }) => name === typeName);
  if (known === undefined) throw new Error(`no class is registered for the type ${typeName}`);
  return known.target as ClassType<object>;
}

/** Null for what is not one sensitive value: what nobody's mask hides, and what is made of other fields. */
function kindsOf(label: FieldLabel | undefined): readonly SensitiveKind[] | null {
  if (label?.shown === "amount") return ["AMOUNT"];
  if (label?.shown !== "sensitive") return null;
  const { kind } = label.label;
  return label.kindOf === null ? [kind] : [kind, ...(ALSO[kind] ?? [])];
}
