import type { Anomaly, AnomalyRule } from "./anomaly-rule.js";

/** A first look at a customer whom the bank keeps a special eye on: the prominent, its own staff. */
export const firstLookRule: AnomalyRule = {
  name: "FIRST_LOOK",
  watch: ({ hasLooked }) => {
    const first = new Map<string, Anomaly>();
    return {
      take: ({ event }) => {
        const { subject } = event.actor;
        if (!subject.startsWith("staff:")) return;
        for (const { watched, outsidePortfolio, customerIds } of event.subjects) {
          if (!watched) continue;
          for (const customerId of customerIds) {
            const key = `${subject} ${customerId}`;
            if (first.has(key)) continue;
            const explanation = `looked for the first time at a customer on whom the bank keeps a special eye${outsidePortfolio ? ", outside the portfolio" : ""}`;
            const score = outsidePortfolio ? 0.9 : 0.5;
            first.set(key, {
              rule: "FIRST_LOOK",
              score,
              actor: subject,
              customerId,
              at: event.at,
              events: [event.id],
              count: 1,
              explanation,
              factors: [{ name: "outsidePortfolio", value: outsidePortfolio ? 1 : 0 }],
            });
          }
        }
      },
      end: async () => {
        const found: Anomaly[] = [];
        for (const anomaly of first.values())
          if (!(await hasLooked(anomaly.actor ?? "", anomaly.customerId ?? "", anomaly.at))) found.push(anomaly);
        return found;
      },
    };
  },
};
