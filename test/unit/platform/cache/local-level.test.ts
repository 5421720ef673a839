import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LocalLevel } from "../../../../src/platform/cache/local-level.js";

describe("the local level", () => {
  it("gives back what it was given, until a customer in it changes", () => {
    const level = new LocalLevel<string>(100_000);
    level.keep("mine", "a", ["me"], 10, level.ticket());
    level.keep("ours", "b", ["me", "you"], 10, level.ticket());
    level.keep("yours", "c", ["you"], 10, level.ticket());
    level.drop(["me"]);
    expect(["mine", "ours", "yours"].map((key) => level.read(key)?.value)).toEqual([undefined, undefined, "c"]);
  });

  it("takes no answer that was asked for before the change, and one that was asked for after it", () => {
    const level = new LocalLevel<string>(100_000);
    const before = level.ticket();
    level.drop(["me"]);
    level.keep("mine", "old", ["me"], 10, before);
    expect(level.read("mine")).toBeUndefined();
    level.keep("yours", "unhurt", ["you"], 10, before);
    expect(level.read("yours")?.value).toBe("unhurt");
    level.keep("mine", "new", ["me"], 10, level.ticket());
    expect(level.read("mine")?.value).toBe("new");
  });

  it("takes nothing that was asked for before changes that it may have missed", () => {
    const level = new LocalLevel<string>(100_000);
    const before = level.ticket();
    level.keep("mine", "kept", ["me"], 10, before);
    level.clear();
    level.keep("yours", "late", ["you"], 10, before);
    expect([level.read("mine"), level.read("yours")]).toEqual([undefined, undefined]);
  });

  it("takes nothing that is older than the changes it remembers", () => {
    const level = new LocalLevel<string>(100_000);
    const before = level.ticket();
    level.drop(["me"]);
    for (let n = 0; n < 60; n += 1) level.drop(Array.from({ length: 1_000 }, (_, each) => `other ${n} ${each}`));
    level.keep("mine", "old", ["me"], 10, before);
    expect(level.read("mine")).toBeUndefined();
  });

  it("stays within its bytes, whatever comes, and lets go of the index with the entries", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 60_000 }), fc.boolean()), {
          maxLength: 400,
        }),
        (steps) => {
          const level = new LocalLevel<number>(100_000);
          for (const [key, bytes, isDrop] of steps) {
            if (isDrop) level.drop([`s${key}`]);
            else level.keep(`k${key}`, bytes, [`s${key}`, `s${key + 1}`], bytes, level.ticket());
            expect(level.bytes).toBeLessThanOrEqual(100_000);
          }
          level.drop(Array.from({ length: 203 }, (_, n) => `s${n}`));
          expect(level.size).toBe(0);
          expect(level.bytes).toBe(0);
        },
      ),
    );
  });

  it("does not take what is larger than all of it, and keeps what it had", () => {
    const level = new LocalLevel<string>(10_000);
    level.keep("small", "kept", ["me"], 10, level.ticket());
    level.keep("huge", "too much", ["you"], 20_000, level.ticket());
    expect([level.read("small")?.value, level.read("huge")]).toEqual(["kept", undefined]);
  });
});
