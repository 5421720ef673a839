export type BudgetAlarm = "NONE" | "NEARLY_SPENT" | "SPENT";

export interface BudgetReading {
  /** Calls a day. */
  readonly limit: number;
  readonly used: number;
  readonly alarm: BudgetAlarm;
}

export interface DailyBudgetOptions {
  readonly limit: number;
  /** The share of the budget at which the alarm is given while there is still something to save. */
  readonly alarmAt: number;
  /** The day that calls are counted in, in the bank's own calendar; any text that changes with it. */
  readonly today: () => string;
  readonly onAlarm: (reading: BudgetReading) => void;
}

/** Calls that are paid for, counted by the day of this process. The alarm is given once for each step and day. */
export class DailyBudget {
  #day = "";
  #used = 0;
  #alarm: BudgetAlarm = "NONE";

  constructor(private readonly options: DailyBudgetOptions) {}

  spend(): boolean {
    this.#turn();
    const { limit, alarmAt } = this.options;
    if (this.#used >= limit) {
      this.#raise("SPENT");
      return false;
    }
    this.#used += 1;
    if (this.#used >= limit) this.#raise("SPENT");
    else if (this.#used >= limit * alarmAt) this.#raise("NEARLY_SPENT");
    return true;
  }

  /** For a call that was counted and then not sent. The alarm stays: it was given for a day that is close to its end. */
  giveBack(): void {
    this.#used = Math.max(0, this.#used - 1);
  }

  /** The provider itself says that nothing is left, whatever was counted here. */
  exhausted(): void {
    this.#turn();
    this.#raise("SPENT");
  }

  read(): BudgetReading {
    this.#turn();
    return { limit: this.options.limit, used: this.#used, alarm: this.#alarm };
  }

  #turn(): void {
    const today = this.options.today();
    if (today === this.#day) return;
    this.#day = today;
    this.#used = 0;
    this.#alarm = "NONE";
  }

  #raise(alarm: Exclude<BudgetAlarm, "NONE">): void {
    if (this.#alarm === alarm || this.#alarm === "SPENT") return;
    this.#alarm = alarm;
    this.options.onAlarm({ limit: this.options.limit, used: this.#used, alarm });
  }
}
