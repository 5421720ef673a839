/** Where the sandbox takes the time from; the gateway under test gets the same one. */
export interface Clock {
  now(): Date;
}

/** The day of the fixture bank: 2026-06-30, ten o'clock in the morning in Shanghai. */
export const fixtureClock: Clock = { now: () => new Date("2026-06-30T10:00:00+08:00") };

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** `2026-06-30T10:00:00+08:00`: instants as Chinese systems write them. */
export function toInstant(at: Date): string {
  return `${new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The calendar date in Shanghai, `2026-06-30`. */
export function toDate(at: Date): string {
  return toInstant(at).slice(0, 10);
}
