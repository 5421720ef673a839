import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from "graphql";
import { isIncluded } from "./selected-fields.js";
import { isPublic, sensitiveKindOf } from "./field-label.js";
import type { SensitiveKind } from "../../access/vocabulary.js";

/** What an operation asks for below a field: kinds of sensitive values, and whether anything beside them. */
export interface Requested {
  readonly kinds: ReadonlySet<SensitiveKind>;
  readonly others: boolean;
}

/** Says what is known of an object anyhow, whatever its sources say. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(["__typename", "maskedFields"]);

/** What is asked for below these fields of a type, skipped fields left out. */
export function requestedBelow(
  fields: readonly FieldNode[],
  parent: GraphQLCompositeType,
  info: GraphQLResolveInfo,
): Requested {
  const found = { kinds: new Set<SensitiveKind>(), others: false };
  for (const field of fields) {
    const type = typeOf(parent, field);
    if (type !== undefined && field.selectionSet !== undefined) {
      collect(field.selectionSet, type, info, new Set(), found);
    }
  }
  return found;
}

interface Found {
  readonly kinds: Set<SensitiveKind>;
  others: boolean;
}

function collect(
  { selections }: SelectionSetNode,
  parent: GraphQLCompositeType,
  info: GraphQLResolveInfo,
  spread: Set<string>,
  found: Found,
): void {
  for (const selection of selections) {
    if (!isIncluded(selection, info)) continue;
    if (selection.kind === Kind.FIELD) {
      collectField(selection, parent, info, spread, found);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      collect(selection.selectionSet, narrowed(parent, selection.typeCondition?.name.value, info), info, spread, found);
    } else {
      const { value: name } = selection.name;
      const fragment = spread.has(name) ? undefined : info.fragments[name];
      spread.add(name);
      if (fragment === undefined) continue;
      collect(fragment.selectionSet, narrowed(parent, fragment.typeCondition.name.value, info), info, spread, found);
    }
  }
}

function collectField(
  field: FieldNode,
  parent: GraphQLCompositeType,
  info: GraphQLResolveInfo,
  spread: Set<string>,
  found: Found,
): void {
  if (SAYS_NOTHING.has(field.name.value)) return;
  const type = typeOf(parent, field);
  const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
  if (type !== undefined && field.selectionSet !== undefined) {
    // An amount that is published, such as a company's capital, is no amount of a customer's.
    if (definition !== undefined && isPublic(definition)) found.others = true;
    else collect(field.selectionSet, type, info, spread, found);
    return;
  }
  const kind = definition === undefined ? null : sensitiveKindOf(definition);
  if (kind !== null) found.kinds.add(kind);
  // An amount's currency goes with the amount.
  else if (parent.name !== "Money") found.others = true;
}

function typeOf(parent: GraphQLCompositeType, { name }: FieldNode): GraphQLCompositeType | undefined {
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name.value] : undefined;
  const type = field === undefined ? undefined : getNamedType(field.type);
  return isCompositeType(type) ? type : undefined;
}

function narrowed(parent: GraphQLCompositeType, condition: string | undefined, { schema }: GraphQLResolveInfo) {
  const type = condition === undefined ? undefined : schema.getType(condition);
  return isCompositeType(type) ? type : parent;
}
