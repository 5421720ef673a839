import { dayIn, type CalendarDate, type Instant } from "../domain/instant.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The end of the last day on which a request may be answered, `days` after the day of its opening in the bank's own calendar. */
export function dueDate(openedAt: Instant, days: number, timeZone: string): Instant {
  const [year = 0, month = 1, day = 1] = dayIn(timeZone, openedAt).split("-").map(Number);
  const after = new Date(Date.UTC(year, month - 1, day) + (days + 1) * DAY_MS).toISOString().slice(0, 10);
  return startOfDay(after as CalendarDate, timeZone);
}

/** Searched for, because zones change their offsets: the first moment that the zone counts to the day. */
function startOfDay(day: CalendarDate, timeZone: string): Instant {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - 16 * HOUR_MS;
  let from = midnight + 16 * HOUR_MS;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (dayIn(timeZone, middle as Instant) >= day) from = middle;
    else before = middle;
  }
  return from as Instant;
}
