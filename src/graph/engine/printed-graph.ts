import { print } from "graphql";
import type { SubgraphName } from "../subgraph-names.js";
import { SUBGRAPHS } from "../subgraphs.js";
import { buildGraph } from "./build-graph.js";
import { schemaDocument } from "./schema-document.js";
import { subgraphDocument } from "./subgraph-document.js";
import { subgraphParts } from "./subgraph-parts.js";

export interface PrintedGraph {
  /** The whole graph as its consumers see it. */
  readonly graph: string;
  /** The document of each subgraph, from which the supergraph is composed. */
  readonly subgraphs: Readonly<Record<SubgraphName, string>>;
}

/** The graph in the text that is committed under `schema/`, descriptions, labels and keys included. */
export function printedGraph(): PrintedGraph {
  const whole = buildGraph();
  const document = schemaDocument(whole);
  const parts = subgraphParts(whole);
  const printed = (Object.keys(SUBGRAPHS) as SubgraphName[]).map((name): [SubgraphName, string] => [
    name,
    print(subgraphDocument(document, name, parts)),
  ]);
  return { graph: print(document), subgraphs: Object.fromEntries(printed) as Record<SubgraphName, string> };
}
