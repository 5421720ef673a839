import { describe, expect, it } from "vitest";
import { fake1000, febrl1, febrl4 } from "../../../bench/identity/public-sets.js";
import { resolveSet } from "../../../bench/identity/resolve-set.js";

/** What the simple rules reach, measured apart: exact number, or e-mail or name with birth date. */
describe.each([
  ["FEBRL 1", febrl1(), 0.97, 0.942],
  ["FEBRL 4", febrl4(), 0.97, 0.912],
  ["Splink fake_1000", fake1000(), 0.85, 0.72],
] as const)("on %s, with the one generic model", (_, set, promised, simple) => {
  it("nobody is linked wrongly, and more are found than by simple rules", () => {
    const { precision, recall } = resolveSet(set);
    expect(precision).toBeGreaterThanOrEqual(0.99);
    expect(recall).toBeGreaterThanOrEqual(promised);
    expect(recall).toBeGreaterThan(simple);
  });
});
