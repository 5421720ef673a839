import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  type GraphQLSchema,
} from "graphql";
import { isSensitiveScalar } from "../scalars.js";
import { sensitiveKindOf } from "./field-label.js";

const LABELS = new Set(["public", "sensitive"]);

/**
 * What says nothing of who may see it, as `Type.field`: leaves, and what lists are filtered and put in order by, which
 * tells of leaves. A graph with any is not served.
 */
export function unlabelledLeaves(schema: GraphQLSchema): string[] {
  return [...unlabelledFields(schema), ...unlabelledArguments(schema)];
}

/** Arguments of filters and words of orders, found by what such types are called. */
function unlabelledArguments(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    const parts =
      isInputObjectType(type) && type.name.endsWith("Filter")
        ? Object.values(type.getFields())
        : isEnumType(type) && type.name.endsWith("OrderField")
          ? type.getValues()
          : [];
    return parts.filter(({ astNode }) => !hasLabel(astNode?.directives)).map(({ name }) => `${type.name}.${name}`);
  });
}

function unlabelledFields(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith("__") || !(isObjectType(type) || isInterfaceType(type))) return [];
    if (hasLabel(type.astNode?.directives)) return [];
    return Object.values(type.getFields())
      .filter((field) => isLeafType(getNamedType(field.type)) && !hasLabel(field.astNode?.directives))
      .map((field) => `${type.name}.${field.name}`);
  });
}

/** Leaves that are called sensitive and are of a type that prints anything: a raw value would pass through them. */
export function unsealedLeaves(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith("__") || !(isObjectType(type) || isInterfaceType(type))) return [];
    return Object.values(type.getFields())
      .filter((field) => sensitiveKindOf(field) !== null && !isSensitiveScalar(getNamedType(field.type)))
      .map((field) => `${type.name}.${field.name}`);
  });
}

function hasLabel(directives: readonly { readonly name: { readonly value: string } }[] | undefined): boolean {
  return directives?.some(({ name }) => LABELS.has(name.value)) ?? false;
}
