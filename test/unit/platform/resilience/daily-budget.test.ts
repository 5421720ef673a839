import { describe, expect, it } from "vitest";
import { DailyBudget, type BudgetReading } from "../../../../src/platform/resilience/daily-budget.js";

function budgetOf(limit: number) {
  const alarms: BudgetReading[] = [];
  const day = { today: "2026-06-30" };
  const budget = new DailyBudget({
    limit,
    alarmAt: 0.8,
    today: () => day.today,
    onAlarm: (reading) => alarms.push(reading),
  });
  return { budget, alarms, day };
}

describe("The paid calls of a day", () => {
  it("end at the limit, with one alarm while there is something to save and one when there is not", () => {
    const { budget, alarms } = budgetOf(10);
    const spent = Array.from({ length: 15 }, () => budget.spend());

    expect(spent.filter(Boolean)).toHaveLength(10);
    expect(alarms).toEqual([
      { limit: 10, used: 8, alarm: "NEARLY_SPENT" },
      { limit: 10, used: 10, alarm: "SPENT" },
    ]);
  });

  it("begin anew with the bank's day", () => {
    const { budget, day } = budgetOf(1);
    expect([budget.spend(), budget.spend()]).toEqual([true, false]);

    day.today = "2026-07-01";

    expect(budget.read()).toEqual({ limit: 1, used: 0, alarm: "NONE" });
    expect(budget.spend()).toBe(true);
  });

  it("do not count what was not sent after all", () => {
    const { budget } = budgetOf(1);
    budget.spend();
    budget.giveBack();

    expect(budget.spend()).toBe(true);
  });

  it("are over when the provider says so, whatever was counted here", () => {
    const { budget, alarms } = budgetOf(100);
    budget.exhausted();

    expect(alarms).toEqual([{ limit: 100, used: 0, alarm: "SPENT" }]);
  });
});
