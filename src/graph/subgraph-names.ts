/** The nouns of the graph, one subgraph each. */
export const SUBGRAPH_NAMES = [
  "customer",
  "staff",
  "deposit",
  "investment",
  "loan",
  "card",
  "position",
  "consent",
  "credit",
  "evaluation",
  "corporate",
  "provenance",
  "source",
  "access",
  "policy",
  "identity",
  "rights",
  "audit",
] as const;

export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];
