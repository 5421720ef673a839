import { describe, expect, it } from "vitest";
import { HourlyAllowance } from "../../../src/access/hourly-allowance.js";
import { staff } from "../../support/callers.js";
import { TurnedClock } from "../../support/cursors.js";

const analyst = staff("AN1", "ANALYTICS");

describe("what one person may ask for in an hour", () => {
  it("is so much at once, and refills evenly over an hour", () => {
    const clock = new TurnedClock();
    const walks = new HourlyAllowance(100, clock);
    expect([walks.take(analyst, 60), walks.take(analyst, 60), walks.take(analyst, 40)]).toEqual([true, false, true]);
    expect(walks.take(analyst, 1)).toBe(false);
    clock.turn(1_800);
    expect([walks.take(analyst, 51), walks.take(analyst, 50)]).toEqual([false, true]);
    clock.turn(100 * 3_600);
    expect([walks.take(analyst, 101), walks.take(analyst, 100)]).toEqual([false, true]);
  });

  it("is the person's, whatever his purpose, channel or application", () => {
    const walks = new HourlyAllowance(100, new TurnedClock());
    expect(walks.take(analyst, 100)).toBe(true);
    expect(walks.take({ ...analyst, purpose: "KYC_AML", channel: "MOBILE_BANK", clientId: "another" }, 1)).toBe(false);
    expect(walks.take(staff("AN2", "ANALYTICS"), 100)).toBe(true);
  });

  it("does not refill by a clock that is set back, and not twice when it is set right", () => {
    const clock = new TurnedClock();
    const walks = new HourlyAllowance(100, clock);
    expect(walks.take(analyst, 100)).toBe(true);
    clock.turn(-7_200);
    expect(walks.take(analyst, 1)).toBe(false);
    clock.turn(7_200);
    expect(walks.take(analyst, 1)).toBe(false);
  });
});
