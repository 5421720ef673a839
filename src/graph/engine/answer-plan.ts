import {
  getNamedType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isInterfaceType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { DataClass } from "../../access/vocabulary.js";
import { classOf } from "./field-label.js";

/** A sensitive leaf that an operation asks for. */
export interface PlannedLeaf {
  /** Its place among all sensitive leaves of the operation. */
  readonly index: number;
  /** Names of fields from the root, without aliases and list positions: what the leaf is, whatever the caller calls it. */
  readonly path: string;
  readonly class: DataClass;
}

/** What to look at in an answer, level by level and by response key; parts without sensitive leaves are left out. */
export interface PlannedLevel {
  readonly leaves: ReadonlyMap<string, readonly PlannedLeaf[]>;
  readonly branches: ReadonlyMap<string, PlannedLevel>;
  /** Whether here begins what is somebody's own: what is missing in it is not missing of whoever stands above. */
  readonly isCustomer: boolean;
}

export interface AnswerPlan {
  readonly root: PlannedLevel;
  /** Every sensitive leaf, by its index. */
  readonly leaves: readonly PlannedLeaf[];
}

interface Level {
  readonly leaves: Map<string, PlannedLeaf[]>;
  readonly branches: Map<string, Level>;
  isCustomer: boolean;
}

/**
 * Where an operation's answer will carry sensitive values. Under an interface or a union one response key can stand for
 * different fields of different types; then all of them are named.
 */
export function planAnswer(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): AnswerPlan {
  const leaves: PlannedLeaf[] = [];
  const root = newLevel();
  const type = schema.getRootType(operation.operation);
  if (type) new Planner(schema, fragments, leaves).add(root, type, operation.selectionSet, "", new Set());
  prune(root);
  return { root, leaves };
}

class Planner {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    private readonly all: PlannedLeaf[],
  ) {}

  /** `within` are the fragments that are being spread: a document that is executed has no cycles, but this must not hang on one. */
  add(
    level: Level,
    type: GraphQLCompositeType,
    { selections }: SelectionSetNode,
    path: string,
    within: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        this.#addField(level, type, selection, path, within);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.add(
          level,
          this.#narrowed(type, selection.typeCondition?.name.value),
          selection.selectionSet,
          path,
          within,
        );
      } else {
        const { value: name } = selection.name;
        const fragment = this.fragments[name];
        if (fragment === undefined || within.has(name)) continue;
        const narrowed = this.#narrowed(type, fragment.typeCondition.name.value);
        this.add(level, narrowed, fragment.selectionSet, path, new Set(within).add(name));
      }
    }
  }

  #addField(
    level: Level,
    type: GraphQLCompositeType,
    { name, alias, selectionSet }: Extract<SelectionSetNode["selections"][number], { kind: Kind.FIELD }>,
    path: string,
    within: Set<string>,
  ): void {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
    if (field === undefined) return;
    const key = (alias ?? name).value;
    const at = path === "" ? name.value : `${path}.${name.value}`;
    const named = getNamedType(field.type);
    if (isCompositeType(named) && selectionSet !== undefined) {
      const below = level.branches.get(key) ?? newLevel();
      level.branches.set(key, below);
      if (named.name === "Customer") below.isCustomer = true;
      this.add(below, named, selectionSet, at, within);
      return;
    }
    const dataClass = isLeafType(named) ? classOf(field) : null;
    if (dataClass === null) return;
    const known = level.leaves.get(key) ?? [];
    level.leaves.set(key, known);
    if (known.some((leaf) => leaf.path === at)) return;
    const leaf = { index: this.all.length, path: at, class: dataClass };
    this.all.push(leaf);
    known.push(leaf);
  }

  #narrowed(type: GraphQLCompositeType, condition: string | undefined): GraphQLCompositeType {
    const narrowed = condition === undefined ? undefined : this.schema.getType(condition);
    return isCompositeType(narrowed) ? narrowed : type;
  }
}

function newLevel(): Level {
  return { leaves: new Map(), branches: new Map(), isCustomer: false };
}

/** Whether anything is left of a level once its empty branches are gone. */
function prune(level: Level): boolean {
  for (const [key, below] of level.branches) if (!prune(below)) level.branches.delete(key);
  return level.leaves.size > 0 || level.branches.size > 0;
}
