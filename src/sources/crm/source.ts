import type { SourceFacts } from "../../domain/source.js";

export const crm: SourceFacts = {
  name: "crm",
  title: "Customer relationship management",
  kind: "CRM",
  owner: "Customer management team",
  contract: "crm.yaml",
  trust: 0.5,
  // It says who looks after whom, and so who may see whom: a change of manager must not take long to arrive.
  freshnessBudgetSeconds: 300,
  maxStaleSeconds: 3_600,
  timeoutMs: 800,
  cacheScope: "shared",
  resilience: { attempts: 2, hedged: true, callsPerMinute: null, callsPerDay: null },
};
