import type { SourceFacts } from "../../domain/source.js";

export const coreBanking: SourceFacts = {
  name: "core-banking",
  title: "Core banking",
  kind: "CORE_BANKING",
  owner: "Core banking team",
  contract: "core-banking.yaml",
  trust: 0.6,
  freshnessBudgetSeconds: 60,
  maxStaleSeconds: 3_600,
  timeoutMs: 1_200,
  cacheScope: "shared",
  resilience: { attempts: 2, hedged: true, callsPerMinute: null, callsPerDay: null },
};
