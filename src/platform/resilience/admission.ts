import { setTimeout as wait } from "node:timers/promises";
import type { Deadline } from "../deadline.js";
import { givenUp, HttpFailure } from "../http-failure.js";
import { DailyBudget, type BudgetReading } from "./daily-budget.js";
import { RateLimit } from "./rate-limit.js";
import type { ResilienceSettings } from "./settings.js";

/** What a provider lets us call: so often a minute, and as much a day as is paid for. Every request on the wire passes here. */
export class Admission {
  readonly #rate: RateLimit | null;
  readonly #budget: DailyBudget | null;

  constructor(
    { callsPerMinute, callsPerDay, alarmAt }: ResilienceSettings,
    today: () => string,
    onAlarm: (reading: BudgetReading) => void,
  ) {
    this.#rate = callsPerMinute === null ? null : new RateLimit(callsPerMinute);
    this.#budget = callsPerDay === null ? null : new DailyBudget({ limit: callsPerDay, alarmAt, today, onAlarm });
  }

  /** Null where nothing is limited. Rejects with HttpFailure `budget-spent`, or `rate-limited` where waiting would be too late. */
  admit(deadline: Deadline, usualMs: number): Promise<void> | null {
    if (this.#rate === null && this.#budget === null) return null;
    return this.#admit(deadline, usualMs);
  }

  /** For a retry or a second request: it never waits. */
  admitExtra(): boolean {
    if (this.#budget !== null && !this.#budget.spend()) return false;
    if (this.#rate === null || this.#rate.take(performance.now())) return true;
    this.#budget?.giveBack();
    return false;
  }

  giveBack(): void {
    this.#rate?.giveBack();
    this.#budget?.giveBack();
  }

  exhausted(): void {
    this.#budget?.exhausted();
  }

  budget(): BudgetReading | null {
    return this.#budget?.read() ?? null;
  }

  async #admit(deadline: Deadline, usualMs: number): Promise<void> {
    if (this.#rate !== null) await this.#takeToken(this.#rate, deadline, usualMs);
    if (this.#budget === null || this.#budget.spend()) return;
    this.#rate?.giveBack();
    throw new HttpFailure("budget-spent");
  }

  async #takeToken(rate: RateLimit, deadline: Deadline, usualMs: number): Promise<void> {
    // More than one may have waited for the same token.
    while (!rate.take(performance.now())) {
      const waitMs = rate.waitMs(performance.now());
      if (waitMs + usualMs >= deadline.remainingMs()) {
        throw new HttpFailure("rate-limited", { retryAfterMs: waitMs });
      }
      try {
        await wait(Math.ceil(waitMs), undefined, { signal: deadline.signal });
      } catch {
        throw givenUp(deadline, "rate-limited");
      }
    }
  }
}
