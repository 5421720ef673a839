import type { Instant } from "../domain/instant.js";

export interface OpeningTimes {
  /** Whole hours of the bank's day: from the first until before the second. */
  readonly from: number;
  readonly until: number;
  /** 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
}

const DAYS: Readonly<Record<string, number>> = { Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6, Sun: 7 };

/** When the bank is at work, in its own time zone: a fact that policies may look at. */
export class BusinessHours {
  readonly #format: Intl.DateTimeFormat;
  /** Requests come by the hundred in a second. */
  #last = { second: Number.NaN, included: false };

  constructor(
    timeZone: string,
    private readonly times: OpeningTimes,
  ) {
    this.#format = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", hourCycle: "h23" });
  }

  include(instant: Instant): boolean {
    const second = Math.floor(instant / 1000);
    if (second !== this.#last.second) this.#last = { second, included: this.#isWithin(instant) };
    return this.#last.included;
  }

  #isWithin(instant: Instant): boolean {
    const parts = new Map(this.#format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const hour = Number(parts.get("hour"));
    const day = DAYS[parts.get("weekday") ?? ""] ?? 0;
    return hour >= this.times.from && hour < this.times.until && this.times.days.includes(day);
  }
}
