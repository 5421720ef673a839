import type { GraphQLSchema } from "graphql";
import { lookupProof, openReference } from "../entity-references.js";
import type { SubgraphName } from "../subgraph-names.js";
import { ENTITIES } from "../subgraphs.js";
import { buildGraph } from "./build-graph.js";
import { executableSubgraph } from "./executable-subgraph.js";
import { resolverMap, type ResolverMap } from "./resolver-map.js";
import { schemaDocument } from "./schema-document.js";
import { subgraphDocument } from "./subgraph-document.js";
import { subgraphParts } from "./subgraph-parts.js";

/** One noun's part of the graph as a Federation 2 subgraph, executable. It decides, masks and answers as the whole does. */
export function buildSubgraph(name: SubgraphName): GraphQLSchema {
  const whole = buildGraph();
  const document = subgraphDocument(schemaDocument(whole), name, subgraphParts(whole));
  return executableSubgraph(document, withReferences(resolverMap(whole)));
}

function withReferences(resolvers: ResolverMap): ResolverMap {
  const entities = Object.keys(ENTITIES) as (keyof typeof ENTITIES)[];
  const references = entities.map((type): [string, Record<string, unknown>] => [
    type,
    { ...resolvers[type], ...(type === "Customer" && { lookupProof }), __resolveReference: openReference[type] },
  ]);
  return { ...resolvers, ...Object.fromEntries(references) };
}
