import { describe, expect, it, vi } from "vitest";
import { VerifiedTokens } from "../../../src/platform/tokens-verified.js";

const NOW = Date.parse("2026-06-30T10:00:00+08:00");

describe("Tokens that were verified lately", () => {
  it("are known by every character of them", () => {
    const tokens = new VerifiedTokens();
    tokens.keep("a.b.c", { sub: "RM1" }, NOW + 1_000);

    expect(tokens.find("a.b.c", NOW)).toEqual({ sub: "RM1" });
    for (const other of ["a.b.d", "a.b.", "A.b.c", "a.b.cc", ""]) expect(tokens.find(other, NOW)).toBeNull();
  });

  it("are good until they expire, and not one moment longer", () => {
    const tokens = new VerifiedTokens();
    tokens.keep("a.b.c", {}, NOW + 1_000);

    expect(tokens.find("a.b.c", NOW + 999)).not.toBeNull();
    expect(tokens.find("a.b.c", NOW + 1_000)).toBeNull();
    expect(tokens.find("a.b.c", NOW)).toBeNull();
  });

  it("are verified again after a minute, whatever the clock says: their key may have been withdrawn", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    try {
      const tokens = new VerifiedTokens();
      tokens.keep("a.b.c", {}, Number.POSITIVE_INFINITY);
      vi.advanceTimersByTime(59_999);
      expect(tokens.find("a.b.c", NOW)).not.toBeNull();
      vi.advanceTimersByTime(1);
      expect(tokens.find("a.b.c", NOW)).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it("give claims that nobody who shares them can change", () => {
    const tokens = new VerifiedTokens();
    tokens.keep("a.b.c", { purposes: ["COUNTER_SERVICE"] }, NOW + 1_000);
    const claims = tokens.find("a.b.c", NOW) as { purposes: string[] };

    expect(() => claims.purposes.push("AUDIT")).toThrow(TypeError);
  });

  it("are bounded in number: the longest known goes first", () => {
    const tokens = new VerifiedTokens();
    for (let index = 0; index <= 10_000; index += 1) tokens.keep(`a.b.${index}`, {}, NOW + 1_000);

    expect(tokens.find("a.b.0", NOW)).toBeNull();
    expect(tokens.find("a.b.10000", NOW)).not.toBeNull();
  });
});
