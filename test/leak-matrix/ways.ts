import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import type { SensitiveLeaf } from "./leaves.js";

/**
 * Fields that no generated way goes through. What records state of an attribute is of the attribute's kind, not of the
 * leaf's: provenance.test.ts asks everybody for it and judges by the attribute. A request of a person for his own data is
 * opened first: the journey of story 14 and subject-requests look at whom it leads to. A search by name opens customers as a
 * list does; lists.test.ts looks at whom it finds. Who has a number in common with whom depends on whom the index has met
 * so far, which is not the same in two gateways: lists.test.ts asks everybody for it.
 */
export const JUDGED_ELSEWHERE: ReadonlySet<string> = new Set([
  "Customer.facts",
  "Customer.quality",
  "CustomerResolution.possibleRelated",
  "Query.searchCustomers",
  "Query.subjectRequest",
]);

/** One step of a way: a field of a type; where the field before it promised less than that type, with a condition. */
export interface Step {
  readonly type: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly narrowed: boolean;
}

/** From a root field to the object that holds a leaf. */
export interface Way {
  readonly steps: readonly Step[];
  /** Where the last field promises less than the leaf's owner. */
  readonly narrowed: boolean;
  /** Whether it leads through one customer to another. */
  readonly entersAgain: boolean;
}

/** No way to a value is longer than this without being one that is looked at already, entered again. */
const DEEPEST = 14;

/** The types through which one customer leads to another: rights must not widen there. */
const CROSSROADS = "Customer";

/**
 * The ways to a leaf: from every root field, over every field that answers with the leaf's owner, the shortest. And, where a
 * customer leads to another customer, the same once more behind each field that does (over each field that leads to it in
 * turn: a holder of an account is not a holder of a card), from one root.
 */
export function waysTo(graph: TypeGraph, leaf: SensitiveLeaf): readonly Way[] {
  const into = graph.into(leaf.owner.name);
  const starts = graph.roots.map((root) => ({ start: [root], entersAgain: false }));
  const again = graph.crossings.map((start) => ({ start, entersAgain: true }));
  const found = new Map<string, Way>();
  for (const { start, entersAgain } of [...starts, ...again]) {
    for (const last of into) {
      const steps = graph.path(start, last);
      if (steps === null || steps.length > DEEPEST) continue;
      const way = { steps, entersAgain, narrowed: graph.narrows(last.field, leaf.owner.name) };
      if (!found.has(nameOf(way))) found.set(nameOf(way), way);
    }
  }
  return [...found.values()];
}

export function nameOf({ steps }: Pick<Way, "steps">): string {
  return steps.map(({ type, field, narrowed }) => `${narrowed ? `(${type})` : ""}${field.name}`).join(".");
}

/** The types and the fields that lead from one to another. */
export class TypeGraph {
  readonly #next = new Map<string, readonly Step[]>();
  readonly roots: readonly Step[];
  /** The ways from one root to another customer than that which it leads to. */
  readonly crossings: readonly (readonly Step[])[];

  constructor(readonly schema: GraphQLSchema) {
    const query = schema.getQueryType();
    if (!query) throw new Error("a schema without a query type has no ways");
    this.roots = this.#stepsOf(query, false);
    for (const type of Object.values(schema.getTypeMap())) this.#next.set(type.name, this.#reachable(type));
    const root = this.roots.find(({ field }) => getNamedType(field.type).name === CROSSROADS);
    this.crossings = root === undefined ? [] : this.#crossingsFrom(root, query.name);
  }

  /** The fields that answer with objects of this type, narrowed or not. */
  into(type: string): readonly Step[] {
    const all = Object.values(this.schema.getTypeMap()).flatMap((owner) => this.#stepsOf(owner, false));
    return all.filter(({ field }) => this.#couldBe(getNamedType(field.type), type));
  }

  #crossingsFrom(root: Step, query: string): (readonly Step[])[] {
    return this.into(CROSSROADS)
      .filter(({ type, field }) => type !== query && getNamedType(field.type).name === CROSSROADS)
      .flatMap((door) =>
        this.into(door.type).flatMap((before) => {
          const way = before.type === query ? null : this.path([root], before);
          return way === null ? [] : [[...way, door]];
        }),
      );
  }

  narrows(field: GraphQLField<unknown, unknown>, type: string): boolean {
    return getNamedType(field.type).name !== type;
  }

  /** The shortest way that begins with these steps and ends with that one; itself where it ends there already. */
  path(start: readonly Step[], end: Step): readonly Step[] | null {
    const key = ({ type, field }: Step): string => `${type}.${field.name}`;
    const from = start.at(-1);
    if (from === undefined) return null;
    if (key(from) === key(end)) return start;
    const seen = new Set<string>(start.map(key));
    let level: (readonly Step[])[] = [start];
    while (level.length > 0) {
      const following: (readonly Step[])[] = [];
      for (const way of level) {
        for (const step of this.#next.get(getNamedType(way.at(-1)?.field.type ?? null)?.name ?? "") ?? []) {
          if (key(step) === key(end)) return [...way, step];
          if (seen.has(key(step))) continue;
          seen.add(key(step));
          following.push([...way, step]);
        }
      }
      level = following;
    }
    return null;
  }

  #couldBe(promised: GraphQLNamedType, type: string): boolean {
    if (promised.name === type) return true;
    const wanted = this.schema.getType(type);
    if (!isAbstractType(promised) || !wanted) return false;
    if (isObjectType(wanted) || isInterfaceType(wanted)) return this.schema.isSubType(promised, wanted);
    return false;
  }

  /** The fields of a type, and of everything that an object which it promises may be. */
  #reachable(type: GraphQLNamedType): readonly Step[] {
    if (!isAbstractType(type)) return this.#stepsOf(type, false);
    const more = Object.values(this.schema.getTypeMap()).filter(
      (each) => (isObjectType(each) || isInterfaceType(each)) && each !== type && this.schema.isSubType(type, each),
    );
    return [...this.#stepsOf(type, false), ...more.flatMap((each) => this.#stepsOf(each, true))];
  }

  #stepsOf(type: GraphQLNamedType, narrowed: boolean): readonly Step[] {
    if (type.name.startsWith("__") || !(isObjectType(type) || isInterfaceType(type))) return [];
    return Object.values(type.getFields())
      .filter((field) => {
        const named = getNamedType(field.type);
        const leads = isObjectType(named) || isAbstractType(named);
        return leads && !JUDGED_ELSEWHERE.has(`${type.name}.${field.name}`);
      })
      .map((field) => ({ type: type.name, field, narrowed }));
  }
}
