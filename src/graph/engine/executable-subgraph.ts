import { buildSubgraphSchema } from "@apollo/subgraph";
import { isUnionType, type DocumentNode, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { CallerMistake } from "../caller-mistake.js";
import type { ResolverMap } from "./resolver-map.js";

/** An executable subgraph out of its document and the resolvers of the graph that it was cut from. */
export function executableSubgraph(document: DocumentNode, resolvers: ResolverMap): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: resolvers as never }]);
  const entities = schema.getQueryType()?.getFields()["_entities"];
  if (entities?.resolve) entities.resolve = guarded(entities.resolve as EntitiesResolver) as never;
  return schema;
}

type EntitiesResolver = GraphQLFieldResolver<
  unknown,
  unknown,
  { readonly representations: readonly (Readonly<Record<string, unknown>> | null)[] }
>;

/** More than any page of ours refers to: a hundred edges with every holder of each. */
const MOST_REPRESENTATIONS = 1_000;

/** Refuses what no router sends, in words that do not repeat it. */
function guarded(resolve: EntitiesResolver): EntitiesResolver {
  return (source, args, context, info) => {
    const { representations } = args;
    if (representations.length > MOST_REPRESENTATIONS) {
      throw new CallerMistake("INVALID_ARGUMENT", "`representations` takes at most 1000 references.");
    }
    const union = info.schema.getType("_Entity");
    const known = new Set(isUnionType(union) ? union.getTypes().map(({ name }) => name) : []);
    if (!representations.every((each) => known.has(String(each?.["__typename"])))) {
      throw new CallerMistake("INVALID_ARGUMENT", "A reference names no type that this subgraph has a part of.");
    }
    return resolve(source, args, context, info);
  };
}
