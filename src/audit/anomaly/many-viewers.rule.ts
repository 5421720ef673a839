import type { AnomalyRule } from "./anomaly-rule.js";
import { Bursts, scoreOf } from "./burst.js";

/** One customer opened by many members of staff in a day: a case that everybody talks of, and nobody should look up. */
export const manyViewersRule: AnomalyRule = {
  name: "MANY_VIEWERS",
  watch: ({ settings: { viewersPerDay } }) => {
    const bursts = new Bursts(86_400_000, viewersPerDay);
    return {
      take: ({ event }) => {
        if (!event.actor.subject.startsWith("staff:") || event.decision === "DENIED") return;
        for (const { customerIds } of event.subjects)
          for (const id of customerIds) bursts.add(id, { at: event.at, what: event.actor.subject, eventId: event.id });
      },
      end: () =>
        Promise.resolve(
          bursts.end().map(({ key, most, at, events, count }) => ({
            rule: "MANY_VIEWERS",
            score: scoreOf(most, viewersPerDay),
            actor: null,
            customerId: key,
            at,
            events,
            count,
            explanation: `was opened by ${most} members of staff within a day; ${viewersPerDay} are usual at most`,
            factors: [
              { name: "viewers", value: most },
              { name: "usualAtMost", value: viewersPerDay },
            ],
          })),
        ),
    };
  },
};
