import { buildSubgraphSchema } from "@apollo/subgraph";
import type { DocumentNode, GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { CallerMistake } from "../caller-mistake.js";
import type { RequestContext } from "../context.js";
import { lookupProof, openReference, type Representation } from "../entity-references.js";
import { ENTITIES, type SubgraphName } from "../subgraphs.js";
import { buildGraph } from "./build-graph.js";
import { resolverMap, type ResolverMap } from "./resolver-map.js";
import { schemaDocument } from "./schema-document.js";
import { subgraphDocument } from "./subgraph-document.js";
import { subgraphParts } from "./subgraph-parts.js";

/** One noun's part of the graph as a Federation 2 subgraph, executable. It decides, masks and answers as the whole does. */
export function buildSubgraph(name: SubgraphName): GraphQLSchema {
  const whole = buildGraph();
  const document = subgraphDocument(schemaDocument(whole), name, subgraphParts(whole));
  return federated(document, withReferences(resolverMap(whole)));
}

/** An executable subgraph out of its document and the resolvers of the graph that it was cut from. */
export function federated(document: DocumentNode, resolvers: ResolverMap): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: resolvers as never }]);
  const entities = schema.getQueryType()?.getFields()["_entities"];
  if (entities?.resolve) entities.resolve = guarded(entities.resolve as EntitiesResolver) as never;
  return schema;
}

function withReferences(resolvers: ResolverMap): ResolverMap {
  const entities = Object.keys(ENTITIES) as (keyof typeof ENTITIES)[];
  const references = entities.map((type): [string, Record<string, unknown>] => [
    type,
    { ...resolvers[type], ...(type === "Customer" && { lookupProof }), __resolveReference: openReference[type] },
  ]);
  return { ...resolvers, ...Object.fromEntries(references) };
}

type EntitiesResolver = GraphQLFieldResolver<
  unknown,
  RequestContext,
  { readonly representations: readonly Representation[] }
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
    const known = new Set(union !== undefined && "getTypes" in union ? union.getTypes().map(({ name }) => name) : []);
    if (!representations.every((each) => known.has(String(each?.["__typename"])))) {
      throw new CallerMistake("INVALID_ARGUMENT", "A reference names no type that this subgraph has a part of.");
    }
    return resolve(source, args, context, info);
  };
}
