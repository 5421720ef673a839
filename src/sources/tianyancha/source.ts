import type { SourceFacts } from "../../domain/source.js";

export const tianyancha: SourceFacts = {
  name: "tianyancha",
  title: "Tianyancha company register",
  kind: "CORPORATE_REGISTRY",
  owner: "Corporate data team",
  contract: "tianyancha.yaml",
  trust: 0.8,
  freshnessBudgetSeconds: 7 * 86_400,
  maxStaleSeconds: 30 * 86_400,
  timeoutMs: 3_000,
  // Calls are paid for, so none is doubled; what failed may be tried once more.
  resilience: { attempts: 2, hedged: false, callsPerMinute: null, callsPerDay: 10_000 },
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
