import {
  isAbstractType,
  isEnumType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";

/** What a schema does beside what it says, by type and field, in the form that schemas made of documents take. */
export type ResolverMap = Record<string, Record<string, unknown>>;

/** Takes the resolvers out of an executable schema. Plain fields have none, and get none. */
export function resolverMap(schema: GraphQLSchema): ResolverMap {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return Object.fromEntries(types.map((type) => [type.name, ofType(type)]));
}

function ofType(type: GraphQLNamedType): Record<string, unknown> {
  if (isScalarType(type)) {
    return { serialize: type.serialize, parseValue: type.parseValue, parseLiteral: type.parseLiteral };
  }
  if (isEnumType(type)) return Object.fromEntries(type.getValues().map(({ name, value }) => [name, value as unknown]));
  if (isAbstractType(type)) return type.resolveType ? { __resolveType: type.resolveType } : {};
  return isObjectType(type) ? ofObject(type) : {};
}

function ofObject(type: GraphQLObjectType): Record<string, unknown> {
  const fields = Object.values(type.getFields()).flatMap(({ name, resolve, subscribe }): [string, unknown][] => {
    if (subscribe !== undefined) return [[name, { resolve, subscribe }]];
    return resolve === undefined ? [] : [[name, resolve]];
  });
  return { ...Object.fromEntries(fields), ...(type.isTypeOf && { __isTypeOf: type.isTypeOf }) };
}
