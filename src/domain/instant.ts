import type { Brand } from "./brand.js";

/** A moment, in milliseconds since the epoch. Comes from the injected clock or from a source, never from `Date.now()`. */
export type Instant = Brand<number, "Instant">;

/** A calendar day as ISO 8601 text, `YYYY-MM-DD`, without a time zone. */
export type CalendarDate = Brand<string, "CalendarDate">;

/** Tells the time. Injected everywhere, so that a demo and a test can own it. */
export interface Clock {
  now(): Instant;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads an ISO 8601 moment. Throws RangeError when the text is none; the message never repeats the text. */
export function toInstant(text: string): Instant {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new RangeError("not an ISO 8601 moment");
  return milliseconds as Instant;
}

/** Reads an ISO 8601 day that exists in the calendar (no 30 February). Throws RangeError otherwise. */
export function toCalendarDate(text: string): CalendarDate {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (Number(day) < 1 || !(Number(day) <= daysIn(Number(year), Number(month)))) {
    throw new RangeError("not an ISO 8601 day");
  }
  return text as CalendarDate;
}

/** Not a number for a month that is none. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? Number.NaN);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function toIsoText(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The day that a moment falls on in the bank's own time zone, an IANA name such as `Asia/Shanghai`. */
export function dayIn(timeZone: string, instant: Instant): CalendarDate {
  const second = Math.floor(instant / 1000);
  let last = lastDays.get(timeZone);
  if (last?.second !== second) {
    last = { second, day: formatOf(timeZone).format(new Date(instant)) as CalendarDate };
    lastDays.set(timeZone, last);
  }
  return last.day;
}

/** Requests come by the hundred in a second, and no zone changes within one. */
const lastDays = new Map<string, { readonly second: number; readonly day: CalendarDate }>();

/** One for each zone: a format is slow to make, and large outside the heap, where nothing hurries to free it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format;
}

/** Whole years between a birth day and today, both in the bank's calendar. */
export function yearsBetween(from: CalendarDate, to: CalendarDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
