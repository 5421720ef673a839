import * as fc from "fast-check";
import { expect, it } from "vitest";
import { ShareBudget } from "../../../../src/platform/resilience/share-budget.js";

it("never lets extra calls exceed their share of the ordinary ones, however they come", () => {
  const shares = fc.constantFrom(0.05, 0.1, 0.2);
  fc.assert(
    fc.property(shares, fc.array(fc.boolean(), { maxLength: 2_000 }), (share, isOrdinary) => {
      const budget = new ShareBudget(share, 2);
      let ordinary = 0;
      let extra = 0;
      for (const each of isOrdinary) {
        if (each) {
          ordinary += 1;
          budget.earn();
        } else if (budget.spend()) extra += 1;
        expect(extra).toBeLessThanOrEqual(ordinary * share + 1e-6);
      }
    }),
  );
});

it("allows what has been earned, and saves no more than a little for a bad moment", () => {
  const budget = new ShareBudget(0.1, 2);
  for (let call = 0; call < 1_000; call += 1) budget.earn();

  expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false]);
});
