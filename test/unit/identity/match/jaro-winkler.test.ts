import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jaroWinkler } from "../../../../src/identity/match/jaro-winkler.js";

describe("Jaro–Winkler", () => {
  it.each([
    ["martha", "marhta", 0.9611],
    ["dixon", "dicksonx", 0.8133],
    ["dwayne", "duane", 0.84],
    ["abc", "xyz", 0],
    ["", "abc", 0],
  ])("of %s and %s", (left, right, expected) => {
    expect(jaroWinkler(left, right)).toBeCloseTo(expected, 4);
  });

  it("is symmetric, at most 1, and 1 for the same word", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (left, right) => {
        expect(jaroWinkler(left, right)).toBeCloseTo(jaroWinkler(right, left), 10);
        expect(jaroWinkler(left, right)).toBeLessThanOrEqual(1);
        expect(jaroWinkler(left, left)).toBe(1);
      }),
    );
  });
});
