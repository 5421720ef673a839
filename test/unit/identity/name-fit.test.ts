import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seal } from "../../../src/domain/sealed.js";
import { nameFit } from "../../../src/identity/name-fit.js";

const fit = (name: string, text: string): number => nameFit(seal(name), text);

describe("how well a name fits", () => {
  it("is 1 for the name itself, in traditional characters too", () => {
    expect(fit("永丰贸易有限公司", "永丰贸易有限公司")).toBe(1);
    expect(fit("永豐貿易", "永丰贸易")).toBe(1);
  });

  it("puts names that begin with the letters before those that have them, and shorter names first", () => {
    const [short, long, within] = [fit("永丰贸易", "永丰"), fit("永丰贸易有限公司", "永丰"), fit("新永丰", "永丰")];
    expect(short).toBeGreaterThan(long);
    expect(long).toBeGreaterThan(within);
  });

  it("is more than 0 and at most 1, whatever is asked", () => {
    const letters = fc.string({ unit: "grapheme", minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(letters, letters, (name, text) => {
        const found = fit(name, text);
        expect(found).toBeGreaterThan(0);
        expect(found).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });
});
