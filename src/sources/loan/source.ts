import type { SourceFacts } from "../../domain/source.js";

export const loan: SourceFacts = {
  name: "loan",
  title: "Credit management",
  kind: "LOAN",
  owner: "Credit systems team",
  contract: "loan.yaml",
  trust: 0.7,
  // Its data is that of the last nightly batch; three nights without one, and nobody should lend on it.
  freshnessBudgetSeconds: 86_400,
  maxStaleSeconds: 3 * 86_400,
  timeoutMs: 1_200,
  cacheScope: "shared",
  resilience: { attempts: 2, hedged: true, callsPerMinute: null, callsPerDay: null },
};
