import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Grouping } from "../../../src/identity/build/grouping.js";
import { PairList } from "../../../src/identity/build/pair-list.js";
import { TextStore } from "../../../src/identity/build/text-store.js";

describe("what a build holds outside the heap", () => {
  it("gives every text back as it was, whatever its letters", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
        const store = new TextStore();
        for (const text of texts) store.add(text);
        expect(texts.map((_, place) => store.read(place))).toEqual(texts);
        expect(store.read(texts.length)).toBe("");
      }),
      { numRuns: 100 },
    );
    const long = new TextStore();
    const third = "永".repeat(2_500_000);
    for (let n = 0; n < 4; n += 1) long.add(`${n}${third}`);
    expect([0, 1, 2, 3].map((place) => long.read(place) === `${place}${third}`)).toEqual([true, true, true, true]);
    expect(() => long.add("x".repeat(6_000_000))).toThrow(RangeError);
  });

  it("gives every pair once, in order, also when it has had to grow", () => {
    const pairs = new PairList();
    for (let n = 0; n < 100_000; n += 1) pairs.add((n * 7) % 1_000, 1_000 + (n % 100));
    const distinct = [...pairs.distinct()];
    expect(distinct).toEqual([...distinct].sort(([a, b], [c, d]) => a - c || b - d));
    expect(new Set(distinct.map(String)).size).toBe(distinct.length);
    expect(distinct).toContainEqual([7, 1_001]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2 ** 24 - 1), fc.nat(2 ** 24 - 1))), (given) => {
        const list = new PairList();
        for (const [one, other] of given) list.add(one, other);
        const expected = new Set(given.map(([one, other]) => `${Math.min(one, other)},${Math.max(one, other)}`));
        expect(new Set([...list.distinct()].map(String))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it("finds the members of every group, in order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), (groups) => {
        const grouping = new Grouping(groups.length, 10, (thing) => groups[thing] ?? 0);
        for (let group = 0; group < 10; group += 1) {
          const expected = groups.flatMap((each, thing) => (each === group ? [thing] : []));
          expect([...grouping.of(group)]).toEqual(expected);
        }
      }),
      { numRuns: 100 },
    );
  });
});
