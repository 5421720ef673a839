import type { AnomalyRule } from "./anomaly-rule.js";
import { Bursts, scoreOf } from "./burst.js";

/** Many denials in an hour: somebody tries doors. */
export const repeatedDenialsRule: AnomalyRule = {
  name: "REPEATED_DENIALS",
  watch: ({ settings: { denialsPerHour } }) => {
    const bursts = new Bursts(3_600_000, denialsPerHour);
    return {
      take: ({ event }) => {
        if (event.decision === "DENIED")
          bursts.add(event.actor.subject, { at: event.at, what: event.id, eventId: event.id });
      },
      end: () =>
        Promise.resolve(
          bursts.end().map(({ key, most, at, events, count }) => ({
            rule: "REPEATED_DENIALS",
            score: scoreOf(most, denialsPerHour),
            actor: key,
            customerId: null,
            at,
            events,
            count,
            explanation: `was denied ${most} times within an hour; ${denialsPerHour} are usual at most`,
            factors: [
              { name: "denials", value: most },
              { name: "usualAtMost", value: denialsPerHour },
            ],
          })),
        ),
    };
  },
};
