import { describe, expect, it } from "vitest";
import { standingConsents } from "../../../src/access/consent-stands.js";
import type { Instant } from "../../../src/domain/instant.js";
import type { ConsentRecord } from "../../../src/domain/records/coverage.js";
import { SourceFault } from "../../../src/domain/source-fault.js";

const NOW = 1_000 as Instant;
const FAULT = new SourceFault("crm", "SOURCE_UNAVAILABLE");
const word = (given: object = {}): ConsentRecord =>
  ({
    purpose: "MARKETING",
    state: "GRANTED",
    grantedAt: 100,
    withdrawnAt: null,
    expiresAt: null,
    ...given,
  }) as unknown as ConsentRecord;
const stands = (...words: ConsentRecord[]): boolean => standingConsents(words, NOW).has("MARKETING");

describe("a consent", () => {
  it("stands when it was given and nothing since speaks against it", () => {
    expect(stands(word())).toBe(true);
    expect(stands(word({ expiresAt: 1_001 }))).toBe(true);
    expect(stands(word({ state: "DENIED", grantedAt: 50 }), word())).toBe(true);
  });

  it.each([
    ["nothing was said", []],
    ["it was said of another purpose", [word({ purpose: "CREDIT_APPROVAL" })]],
    ["it was refused", [word({ state: "DENIED" })]],
    ["it has run out at this moment", [word({ expiresAt: 1_000 })]],
    ["it was withdrawn, whatever its state says", [word({ withdrawnAt: 900 })]],
    ["it was refused later", [word(), word({ state: "DENIED", grantedAt: 200 })]],
    ["it was refused in the same moment", [word(), word({ state: "DENIED" })]],
    ["it does not say when it was given, and another refuses", [word({ state: "DENIED", grantedAt: null }), word()]],
  ])("does not stand when %s", (_, words) => {
    expect(stands(...words)).toBe(false);
  });

  it("that could not be read is a refusal, as a whole and in each part", () => {
    expect(standingConsents(FAULT, NOW).size).toBe(0);
    for (const part of ["state", "expiresAt", "withdrawnAt", "purpose"])
      expect(stands(word({ [part]: FAULT })), part).toBe(false);
    // A word about nobody knows what may be the last one on everything.
    expect(stands(word(), word({ purpose: FAULT, state: "DENIED", grantedAt: 200 }))).toBe(false);
  });
});
