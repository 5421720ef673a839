import type { SourceFacts } from "../../domain/source.js";

export const gleif: SourceFacts = {
  name: "gleif",
  title: "GLEIF index of legal entities",
  kind: "CORPORATE_REGISTRY",
  owner: "Corporate data team",
  contract: "gleif.yaml",
  trust: 0.85,
  freshnessBudgetSeconds: 7 * 86_400,
  maxStaleSeconds: 30 * 86_400,
  timeoutMs: 3_000,
  // Sixty calls a minute for each client.
  resilience: { attempts: 2, hedged: false, callsPerMinute: 60, callsPerDay: null },
  cache: {
    company: {
      scope: "shared",
      freshSeconds: 7 * 86_400,
      absentSeconds: 86_400,
      whileRevalidatingSeconds: 86_400,
      ifErrorSeconds: 30 * 86_400,
    },
  },
};
