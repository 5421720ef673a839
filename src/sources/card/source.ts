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
  resilience: { attempts: 2, hedged: true, callsPerMinute: null, callsPerDay: null },
  cache: {
    customer: {
      scope: "shared",
      freshSeconds: 900,
      absentSeconds: 30,
      whileRevalidatingSeconds: 300,
      ifErrorSeconds: 4 * 3_600,
    },
    card: {
      scope: "shared",
      freshSeconds: 900,
      absentSeconds: 30,
      whileRevalidatingSeconds: 300,
      ifErrorSeconds: 4 * 3_600,
    },
    search: { scope: "shared", freshSeconds: 15, absentSeconds: 15, whileRevalidatingSeconds: 0, ifErrorSeconds: 0 },
  },
};
