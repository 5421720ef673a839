import * as fc from "fast-check";
import { expect, it } from "vitest";
import { RateLimit } from "../../../../src/platform/resilience/rate-limit.js";

it("lets no more than its number through in any minute, and as many as that at once", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }),
      (limit, steps) => {
        const rate = new RateLimit(limit);
        const taken: number[] = [];
        let now = 0;
        for (const step of steps) {
          now += step;
          const inTheLastMinute = taken.filter((at) => at > now - 60_000).length;
          const isLetThrough = rate.take(now);
          expect(isLetThrough).toBe(inTheLastMinute < limit);
          if (isLetThrough) taken.push(now);
        }
      },
    ),
  );
});

it("says how long until the next, and takes back what was not used", () => {
  const rate = new RateLimit(2);
  expect([rate.take(0), rate.take(1_000), rate.take(2_000)]).toEqual([true, true, false]);
  expect(rate.waitMs(2_000)).toBe(58_000);

  rate.giveBack();

  expect(rate.waitMs(2_000)).toBe(0);
});
