import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCustomerId } from "../../../src/domain/customer-id.js";
import { stableId } from "../../../src/identity/stable-id.js";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

describe("a customer's id", () => {
  it("is 26 characters of its alphabet, whatever the record is called", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (secret, recordId) => {
        const id = stableId(secret, "core-banking", recordId);
        expect(isCustomerId(id)).toBe(true);
        expect(stableId(secret, "core-banking", recordId)).toBe(id);
      }),
    );
  });

  it("is the same for all time", () => {
    expect(stableId("a secret", "core-banking", "10000001")).toBe("x4ckken08568hcczf9hhsj60d0");
  });

  it("is another one for another source, record or secret", () => {
    const ids = [
      stableId("a", "loan", "1"),
      stableId("a", "card", "1"),
      stableId("a", "loan", "2"),
      stableId("b", "loan", "1"),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it("uses every character at every place evenly", () => {
    const ids = Array.from({ length: 3_200 }, (_, index) => stableId("a secret", "loan", String(index)));
    for (let place = 0; place < 26; place += 1) {
      const counts = new Map<string, number>();
      for (const id of ids) counts.set(id.charAt(place), (counts.get(id.charAt(place)) ?? 0) + 1);
      // A hundred of each is expected; five standard deviations either way.
      for (const character of ALPHABET) expect(Math.abs((counts.get(character) ?? 0) - 100)).toBeLessThan(50);
    }
  });

  it("changes in most places when one character of the key does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_998 }), (number) => {
        const left = stableId("a secret", "core-banking", String(number));
        const right = stableId("a secret", "core-banking", String(number + 1));
        expect([...left].filter((character, place) => character !== right.charAt(place)).length).toBeGreaterThan(15);
      }),
    );
  });
});
