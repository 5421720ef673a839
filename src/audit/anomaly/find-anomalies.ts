import type { AuditConfig } from "../../platform/config-audit.js";
import { checkedFilter, type EventPosition, type StoredEvent } from "../store/audit-filter.js";
import type { AuditReads } from "../store/audit-store.js";
import type { Anomaly, AnomalyContext, AnomalyRule } from "./anomaly-rule.js";
import { firstLookRule } from "./first-look.rule.js";
import { manyViewersRule } from "./many-viewers.rule.js";
import { offHoursRule } from "./off-hours.rule.js";
import { outsidePortfolioRule } from "./outside-portfolio.rule.js";
import { repeatedDenialsRule } from "./repeated-denials.rule.js";

export const ANOMALY_RULES: readonly AnomalyRule[] = [
  outsidePortfolioRule,
  firstLookRule,
  offHoursRule,
  repeatedDenialsRule,
  manyViewersRule,
];

const AT_ONCE = 1_000;
const DAY_MS = 86_400_000;

/** Goes through a span of the trail once, under all rules. The worst first. Throws AuditQuestionError for a span that is none or too wide. */
export async function findAnomalies(
  reads: AuditReads,
  span: { readonly from: number; readonly to: number },
  { anomalies, query }: Pick<AuditConfig, "anomalies" | "query">,
  timeZone: string,
): Promise<readonly Anomaly[]> {
  const filter = checkedFilter(span, query.mostDays);
  const context: AnomalyContext = {
    settings: anomalies,
    timeZone,
    hasLooked: async (actor, customerId, before) =>
      (await reads.count({ from: before - query.mostDays * DAY_MS, to: before, actor, customerId }, 1)) > 0,
  };
  const watches = ANOMALY_RULES.map((rule) => rule.watch(context));
  let after: EventPosition | null = null;
  for (;;) {
    const page: readonly StoredEvent[] = await reads.scan(filter, { first: AT_ONCE, after });
    for (const stored of page) for (const watch of watches) watch.take(stored);
    const last = page.at(-1);
    if (last === undefined) break;
    after = { at: last.event.at, position: last.position };
  }
  const found = await Promise.all(watches.map((watch) => watch.end()));
  return found.flat().sort((left, right) => right.score - left.score || right.at - left.at);
}
