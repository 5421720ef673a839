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
  resilience: { attempts: 2, hedged: true, callsPerMinute: null, callsPerDay: null },
  cache: {
    // Who looks after a customer and what he agreed to decide who may see him: a change takes effect within a second, and a CRM
    // that does not answer is no ground to go by what it said before.
    customer: { scope: "shared", freshSeconds: 1, absentSeconds: 1, whileRevalidatingSeconds: 0, ifErrorSeconds: 0 },
    search: { scope: "shared", freshSeconds: 15, absentSeconds: 15, whileRevalidatingSeconds: 0, ifErrorSeconds: 0 },
  },
};
