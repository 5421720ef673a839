import type { IsoDate, IsoInstant } from "./model.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day the bank's data is written for; a customer's history counts back from it. */
export const BANK_DATE: IsoDate = "2026-06-30";

/** Calendar dates by their day number: the same few thousand are written all the time, and formatting one is slow. */
const written = new Map<number, IsoDate>();

export function daysBefore(date: IsoDate, days: number): IsoDate {
  const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / DAY_MS - days;
  let text = written.get(day);
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    written.set(day, text);
  }
  return text;
}

/** A time of that day in Shanghai; seconds since midnight. */
export function instantOn(date: IsoDate, secondOfDay: number): IsoInstant {
  const part = (value: number): string => String(Math.floor(value) % 60).padStart(2, "0");
  return `${date}T${part(secondOfDay / 3600)}:${part(secondOfDay / 60)}:${part(secondOfDay)}+08:00`;
}

/** The same day of an earlier month, or that month's last day where it is shorter: three months before 31 May is 28 February. */
export function monthsBefore(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))];
  const lastDay = new Date(Date.UTC(year, month - months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
