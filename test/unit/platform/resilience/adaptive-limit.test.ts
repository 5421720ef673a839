import { describe, expect, it } from "vitest";
import { AdaptiveLimit } from "../../../../src/platform/resilience/adaptive-limit.js";

/** Lets so many answers of one length come in, at full load. */
function answers(limit: AdaptiveLimit, count: number, tookMs: number, from: number): void {
  for (let n = 0; n < count; n += 1) limit.answered(tookMs, limit.limit, from + n * 20);
}

describe("The number of calls that an upstream bears", () => {
  it("stays where it is while answers are as quick as ever", () => {
    const limit = new AdaptiveLimit(8, 64);
    answers(limit, 500, 40, 0);

    expect(limit.limit).toBe(64);
  });

  it("shrinks while answers become slow, grows again when they are quick, and keeps to its bounds", () => {
    const limit = new AdaptiveLimit(8, 64);
    answers(limit, 100, 40, 0);
    answers(limit, 300, 400, 10_000);
    const crowded = limit.limit;
    answers(limit, 5_000, 40, 100_000);

    expect(crowded).toBeLessThan(20);
    expect(limit.limit).toBe(64);
  });

  it("shrinks when answers stop coming, once for one crowd", () => {
    const limit = new AdaptiveLimit(8, 64);
    for (let n = 0; n < 50; n += 1) limit.silent(1_000);
    expect(limit.limit).toBe(51);

    for (let n = 0; n < 100; n += 1) limit.silent(2_000 + n * 200);
    expect(limit.limit).toBe(8);
  });

  it("does not take the hiccups of a busy machine for a crowd", () => {
    const limit = new AdaptiveLimit(8, 64);
    answers(limit, 100, 2, 0);
    answers(limit, 100, 30, 10_000);

    expect(limit.limit).toBe(64);
  });

  it("does not grow while nobody needs it", () => {
    const limit = new AdaptiveLimit(8, 64);
    for (let n = 0; n < 100; n += 1) limit.silent(n * 200);
    for (let n = 0; n < 1_000; n += 1) limit.answered(40, 1, 100_000 + n);

    expect(limit.limit).toBe(8);
  });
});
