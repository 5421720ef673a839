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
  resilience: { attempts: 2, hedged: true, callsPerMinute: null, callsPerDay: null },
  cache: {
    // The nightly batch may have come in since: what is of the night before last is asked for again each minute.
    loans: {
      scope: "shared",
      freshSeconds: 86_400,
      absentSeconds: 60,
      whileRevalidatingSeconds: 0,
      ifErrorSeconds: 3 * 86_400,
      askAgainWhenStaleSeconds: 60,
    },
    loan: {
      scope: "shared",
      freshSeconds: 86_400,
      absentSeconds: 60,
      whileRevalidatingSeconds: 0,
      ifErrorSeconds: 3 * 86_400,
      askAgainWhenStaleSeconds: 60,
    },
    search: { scope: "shared", freshSeconds: 15, absentSeconds: 15, whileRevalidatingSeconds: 0, ifErrorSeconds: 0 },
  },
};
