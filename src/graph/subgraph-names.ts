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
  "source",
  "access",
  "policy",
  "identity",
  "rights",
] as const;

export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];
