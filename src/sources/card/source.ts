import type { SourceFacts } from "../../domain/source.js";

export const card: SourceFacts = {
  name: "card",
  title: "Card management",
  kind: "CARD",
  owner: "Card centre",
  contract: "card.yaml",
  trust: 0.8,
  freshnessBudgetSeconds: 900,
  maxStaleSeconds: 4 * 3_600,
  timeoutMs: 1_200,
  cacheScope: "shared",
  resilience: { attempts: 2, hedged: true, callsPerMinute: null, callsPerDay: null },
};
