import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../../../src/domain/instant.js";
import type { CacheRule } from "../../../../src/domain/source.js";
import type { KeptRecord } from "../../../../src/profile/cache/record-codec.js";
import { usefulMs, verdictOn } from "../../../../src/profile/cache/verdict.js";
import { coreBanking } from "../../../../src/sources/core-banking/source.js";
import { loan } from "../../../../src/sources/loan/source.js";

const RULE: CacheRule = {
  scope: "shared",
  freshSeconds: 60,
  absentSeconds: 5,
  whileRevalidatingSeconds: 30,
  ifErrorSeconds: 900,
};

const NOW = 1_000_000_000_000 as Instant;
const at = (ageMs: number): Instant => (NOW - ageMs) as Instant;

const known = (ageMs: number, isPartial = false): KeptRecord => ({
  isPartial,
  outcome: { kind: "known", source: "core-banking", asOf: at(ageMs), retrievedAt: at(ageMs), value: {} },
});
const absent = (ageMs: number): KeptRecord => ({
  isPartial: false,
  outcome: { kind: "absent", source: "core-banking", asOf: at(ageMs), retrievedAt: at(ageMs) },
});
const verdict = (record: KeptRecord, ageSeconds: number, rule = RULE, jitter = 0.5) =>
  verdictOn({ record, ageMs: ageSeconds * 1000, jitter }, rule, coreBanking, NOW);

describe("what a kept answer is good for", () => {
  it("grows worse by its rule, and never better with age", () => {
    expect([0, 40, 57, 61, 91, 899, 901].map((age) => verdict(known(0), age))).toEqual([
      "fresh",
      "fresh",
      "due",
      "revalidate",
      "stand-in",
      "stand-in",
      "dead",
    ]);
    const order = ["fresh", "due", "revalidate", "stand-in", "dead"];
    const seconds = fc.nat({ max: 1_000 });
    const rule = fc.record({
      scope: fc.constant("shared" as const),
      freshSeconds: seconds,
      absentSeconds: seconds,
      whileRevalidatingSeconds: seconds,
      ifErrorSeconds: seconds,
    });
    fc.assert(
      fc.property(rule, seconds, seconds, fc.double({ min: 0, max: 1, noNaN: true }), (each, one, other, jitter) => {
        const [younger, older] = [Math.min(one, other), Math.max(one, other)];
        for (const record of [known(0), known(0, true), absent(0)]) {
          const [before, after] = [younger, older].map((age) => order.indexOf(verdict(record, age, each, jitter)));
          expect(after).toBeGreaterThanOrEqual(before ?? 0);
          // What the store lets go of is of no use, and what is of use is still there.
          if (older * 1000 > usefulMs(record, each)) expect(order[after ?? 0]).toBe("dead");
        }
      }),
    );
  });

  it("an absence, and what could not be read whole, stands in for nothing", () => {
    expect([4, 6, 800].map((age) => verdict(absent(0), age))).toEqual(["fresh", "dead", "dead"]);
    const rule = { ...RULE, freshSeconds: 600 };
    expect([50, 61, 800].map((age) => verdict(known(0, true), age, rule))).toEqual(["fresh", "dead", "dead"]);
  });

  it("is read early at another moment by each", () => {
    const due = [0, 0.25, 0.5, 0.75, 1].map((jitter) =>
      [48.5, 51, 53, 55, 57.5].findIndex((age) => verdict(known(0), age, RULE, jitter) === "due"),
    );
    expect(new Set(due).size).toBe(5);
    expect(verdict(known(0), 0.99, { ...RULE, freshSeconds: 1 })).toBe("fresh");
  });

  it("data that is stale by its own date is asked for again soon, though it was just read", () => {
    const rule: CacheRule = { ...RULE, ...loan.cache["loans"] };
    const batch = (hoursOld: number): KeptRecord => ({
      isPartial: false,
      outcome: { kind: "known", source: "loan", asOf: at(hoursOld * 3_600_000), retrievedAt: NOW, value: {} },
    });
    const of = (record: KeptRecord, age: number) =>
      verdictOn({ record, ageMs: age * 1000, jitter: 0 }, rule, loan, NOW);
    expect([of(batch(10), 3_600), of(batch(30), 30), of(batch(30), 61)]).toEqual(["fresh", "fresh", "stand-in"]);
  });
});
