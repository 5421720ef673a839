import type { SourceFacts } from "../../domain/source.js";

export const qichacha: SourceFacts = {
  name: "qichacha",
  title: "Qichacha company register",
  kind: "CORPORATE_REGISTRY",
  owner: "Corporate data team",
  contract: "qichacha.yaml",
  trust: 0.8,
  freshnessBudgetSeconds: 7 * 86_400,
  maxStaleSeconds: 30 * 86_400,
  timeoutMs: 3_000,
  // Its statuses are not published: nothing tells a failure that passes from one that costs again.
  resilience: { attempts: 1, hedged: false, callsPerMinute: null, callsPerDay: 10_000 },
  cache: {
    // Each call is paid for.
    company: {
      scope: "shared",
      freshSeconds: 7 * 86_400,
      absentSeconds: 86_400,
      whileRevalidatingSeconds: 86_400,
      ifErrorSeconds: 30 * 86_400,
    },
  },
};
