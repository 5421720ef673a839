import type { SourceFacts } from "../../domain/source.js";

export const creditBureau: SourceFacts = {
  name: "credit-bureau",
  title: "Credit bureau",
  kind: "CREDIT_BUREAU",
  owner: "Credit reporting desk",
  contract: "credit-bureau.yaml",
  trust: 0.9,
  freshnessBudgetSeconds: 30 * 86_400,
  maxStaleSeconds: 365 * 86_400,
  // A report takes two and a half seconds on a good day.
  timeoutMs: 6_000,
  // A report on file may be read again; a second one at the same time would only add to a queue of two seconds.
  resilience: { attempts: 2, hedged: false, callsPerMinute: null, callsPerDay: null },
  // A report is asked for a reason and under a consent: it serves nobody else, and is not kept unless a bank decides to.
  cache: {},
};
