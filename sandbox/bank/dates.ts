import type { IsoDate, IsoInstant } from "./model.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day the bank's data is written for; a customer's history counts back from it. */
export const BANK_DATE: IsoDate = "2026-06-30";

export function daysBefore(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

/** A time of that day in Shanghai; seconds since midnight. */
export function instantOn(date: IsoDate, secondOfDay: number): IsoInstant {
  const time = new Date(secondOfDay * 1000).toISOString().slice(11, 19);
  return `${date}T${time}+08:00`;
}
