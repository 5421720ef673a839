import type { AnomalyRule } from "./anomaly-rule.js";
import { Bursts, scoreOf } from "./burst.js";

/** Many customers outside the portfolio in an hour: somebody goes through customers who are not his. */
export const outsidePortfolioRule: AnomalyRule = {
  name: "OUTSIDE_PORTFOLIO",
  watch: ({ settings: { outsidePerHour } }) => {
    const bursts = new Bursts(3_600_000, outsidePerHour);
    return {
      take: ({ event }) => {
        for (const group of event.subjects)
          if (group.outsidePortfolio)
            for (const what of group.customerIds)
              bursts.add(event.actor.subject, { at: event.at, what, eventId: event.id });
      },
      end: () =>
        Promise.resolve(
          bursts.end().map(({ key, most, at, events, count }) => ({
            rule: "OUTSIDE_PORTFOLIO",
            score: scoreOf(most, outsidePerHour),
            actor: key,
            customerId: null,
            at,
            events,
            count,
            explanation: `opened ${most} customers outside the portfolio within an hour; ${outsidePerHour} are usual at most`,
            factors: [
              { name: "customers", value: most },
              { name: "usualAtMost", value: outsidePerHour },
            ],
          })),
        ),
    };
  },
};
