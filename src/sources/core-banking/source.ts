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
  resilience: { attempts: 2, hedged: true, callsPerMinute: null, callsPerDay: null },
  cache: {
    party: { scope: "shared", freshSeconds: 60, absentSeconds: 5, whileRevalidatingSeconds: 60, ifErrorSeconds: 3_600 },
    // Balances and movements: an hour-old one misleads.
    accounts: { scope: "shared", freshSeconds: 60, absentSeconds: 5, whileRevalidatingSeconds: 0, ifErrorSeconds: 900 },
    investments: {
      scope: "shared",
      freshSeconds: 60,
      absentSeconds: 5,
      whileRevalidatingSeconds: 0,
      ifErrorSeconds: 3_600,
    },
    account: { scope: "shared", freshSeconds: 60, absentSeconds: 5, whileRevalidatingSeconds: 0, ifErrorSeconds: 900 },
    investment: {
      scope: "shared",
      freshSeconds: 60,
      absentSeconds: 5,
      whileRevalidatingSeconds: 0,
      ifErrorSeconds: 3_600,
    },
    // No rule for transactions: a page of them does not say whose they are, so nothing could make it cold.
    // As long for found as for not found: the time that an answer takes must not tell them apart.
    search: { scope: "shared", freshSeconds: 15, absentSeconds: 15, whileRevalidatingSeconds: 0, ifErrorSeconds: 0 },
  },
};
