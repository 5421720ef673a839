import { toCalendarDate, toInstant, type CalendarDate, type Instant } from "../../domain/instant.js";

/** The system's days, `20260629`. Throws RangeError for a day that is not in the calendar. */
export function toDay(text: string): CalendarDate {
  return toCalendarDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
}

/** When a batch was true: at the end of its day, where the bank is. `zoneOffset` as in ISO 8601, "+08:00". */
export function endOfDay(text: string, zoneOffset: string): Instant {
  return toInstant(`${toDay(text)}T23:59:59${zoneOffset}`);
}

/** The earliest that something noted on a day can have been noted. */
export function startOfDay(text: string, zoneOffset: string): Instant {
  return toInstant(`${toDay(text)}T00:00:00${zoneOffset}`);
}
