import { NAMED_EVENTS, type AnomalyRule } from "./anomaly-rule.js";

/** Customers opened by staff while the bank is closed. */
export const offHoursRule: AnomalyRule = {
  name: "OFF_HOURS",
  watch: ({ settings: { opensAt, closesAt }, timeZone }) => {
    const hours = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hour: "2-digit",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    const nights = new Map<
      string,
      { actor: string; at: number; events: string[]; customers: Set<string>; count: number }
    >();
    return {
      take: ({ event }) => {
        const { subject } = event.actor;
        if (!subject.startsWith("staff:") || event.subjects.length === 0) return;
        const parts = Object.fromEntries(hours.formatToParts(event.at).map(({ type, value }) => [type, value]));
        const hour = Number(parts["hour"]);
        if (hour >= opensAt && hour < closesAt) return;
        const key = `${subject} ${parts["year"]}-${parts["month"]}-${parts["day"]}`;
        let night = nights.get(key);
        if (night === undefined)
          nights.set(key, (night = { actor: subject, at: event.at, events: [], customers: new Set(), count: 0 }));
        night.at = event.at;
        night.count += 1;
        if (night.events.length < NAMED_EVENTS) night.events.push(event.id);
        for (const { customerIds } of event.subjects) for (const id of customerIds) night.customers.add(id);
      },
      end: () =>
        Promise.resolve(
          [...nights.values()].map(({ actor, at, events, customers, count }) => ({
            rule: "OFF_HOURS",
            // One look may be a night shift; twenty customers are not.
            score: Math.min(1, 0.2 + customers.size * 0.04),
            actor,
            customerId: null,
            at,
            events,
            count,
            explanation: `opened ${customers.size} customers while the bank was closed (open ${opensAt} to ${closesAt} o'clock)`,
            factors: [
              { name: "customers", value: customers.size },
              { name: "opensAt", value: opensAt },
              { name: "closesAt", value: closesAt },
            ],
          })),
        ),
    };
  },
};
