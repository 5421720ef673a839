import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SURVIVORSHIP_STRATEGIES, type Attribute } from "../../../../src/domain/attribute.js";
import type { AttributeStatement } from "../../../../src/profile/survivorship/stated.js";
import { survive } from "../../../../src/profile/survivorship/survivorship.js";
import { judgementOf } from "../../../support/judgement.js";
import { reveal } from "../../../support/reveal.js";
import { anyStatement, daysAgo, statement } from "../../../support/statements.js";

const by = (attribute: Attribute, strategy: string) => judgementOf({ rules: { [attribute]: { strategy } } });

function choose(statements: readonly AttributeStatement[], strategy: string, attribute: Attribute = "MOBILE") {
  return survive(attribute, (of) => (of === attribute ? statements : []), by(attribute, strategy)).choice;
}

const winner = (strategy: string, ...all: AttributeStatement[]) => choose(all, strategy)?.winner.statement;
const lost = (strategy: string, ...all: AttributeStatement[]) =>
  choose(all, strategy)?.ranked.map(({ lostBecause }) => lostBecause);

const shuffled = (one: fc.Arbitrary<AttributeStatement>) =>
  fc
    .array(one, { minLength: 1, maxLength: 8 })
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));

describe.each(SURVIVORSHIP_STRATEGIES)("the choice by %s", (strategy) => {
  it.each<[Attribute, readonly string[]]>([
    ["MOBILE", [""]],
    ["IDENTITY_DOCUMENT", ["RESIDENT_ID", "PASSPORT"]],
  ])("of %s hangs on no order, keeps every statement, and its winner is one of them", (attribute, subjects) => {
    fc.assert(
      fc.property(shuffled(anyStatement(attribute, subjects)), ([all, others]) => {
        const choice = choose(all, strategy, attribute);
        const statements = choice?.ranked.map((each) => each.statement) ?? [];
        expect(all).toContain(choice?.winner.statement);
        expect(statements).toHaveLength(all.length);
        expect(new Set(statements)).toEqual(new Set(all));
        expect(reveal(choose(others, strategy, attribute))).toEqual(reveal(choice));
      }),
      { numRuns: 200 },
    );
  });

  it("made again of what survived comes out the same", () => {
    fc.assert(
      fc.property(fc.array(anyStatement("MOBILE"), { minLength: 1, maxLength: 8 }), (all) => {
        const survivors = (choose(all, strategy)?.ranked ?? [])
          .filter(({ survives }) => survives)
          .map((each) => each.statement);
        const again = (choose(survivors, strategy)?.ranked ?? [])
          .filter(({ survives }) => survives)
          .map((each) => each.statement);
        expect(new Set(again)).toEqual(new Set(survivors));
      }),
      { numRuns: 100 },
    );
  });

  it("says of every loser what it lost by, and never a value", () => {
    fc.assert(
      fc.property(fc.array(anyStatement("MOBILE"), { minLength: 1, maxLength: 8 }), (all) => {
        for (const { survives, agrees, lostBecause } of choose(all, strategy)?.ranked ?? []) {
          if (survives || agrees) expect(lostBecause).toBeNull();
          else expect(lostBecause).toMatch(/^[a-z][a-z';, -]+$/u);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("of nothing is nothing", () => {
    expect(choose([], strategy)).toBeNull();
  });
});

describe("a loser is told in plain words why", () => {
  const card = statement({
    source: "card",
    verification: "VERIFIED_OTP",
    observedAt: daysAgo(41),
    value: "13900005678",
  });
  const core = statement({ source: "core-banking", verification: "SELF_DECLARED", observedAt: daysAgo(851) });

  it("older and unverified", () => {
    expect(lost("VERIFIED_THEN_RECENT", core, card)).toEqual([null, "older and unverified"]);
  });
  it("unverified alone, though newer", () => {
    const newer = statement({ observedAt: daysAgo(1) });
    expect(lost("VERIFIED_THEN_RECENT", newer, card)).toEqual([null, "unverified"]);
  });
  it("undated", () => expect(lost("MOST_RECENT", core, statement({ value: "1" }))).toEqual([null, "undated"]));
  it("by the bank's order", () => {
    expect(lost("SOURCE_PRIORITY", card, core)).toEqual([null, "its source comes later in the bank's order"]);
  });
  it("by what breaks a tie, where the rule is silent", () => {
    const [left, right] = [statement({ source: "card" }), statement({ source: "loan", value: "13900005678" })];
    expect(lost("MOST_RECENT", left, right)).toEqual([null, "less trusted"]);
  });
});

describe("each rule", () => {
  const otp = statement({ verification: "VERIFIED_OTP", observedAt: daysAgo(900), value: "13900005678" });
  const recent = statement({ source: "core-banking", verification: "SELF_DECLARED", observedAt: daysAgo(9) });

  it("VERIFIED_THEN_RECENT prefers what was verified to what is recent", () =>
    expect(winner("VERIFIED_THEN_RECENT", recent, otp)).toBe(otp));
  it("MANUAL does so until a steward has chosen", () => expect(winner("MANUAL", recent, otp)).toBe(otp));
  it("MOST_RECENT prefers what is recent", () => expect(winner("MOST_RECENT", otp, recent)).toBe(recent));
  it("takes what its source found wrong last", () => {
    const failed = statement({ verification: "FAILED_VALIDATION", observedAt: daysAgo(1) });
    expect(winner("VERIFIED_THEN_RECENT", failed, statement({ value: "13900005678" }))).not.toBe(failed);
  });
  it("HIGHEST_TRUST goes by what age has left: 0.6 of now is more than 0.8 of four years ago", () => {
    const old = statement({ source: "card", observedAt: daysAgo(1_461), value: "13900005678" });
    expect(winner("HIGHEST_TRUST", old, recent)).toBe(recent);
    expect(lost("HIGHEST_TRUST", old, recent)).toEqual([null, "trusted less by its age"]);
    expect(winner("HIGHEST_TRUST", { ...old, observedAt: daysAgo(9) }, recent)?.source).toBe("card");
  });
  it("a failed validation halves the trust: a mobile of three digits loses to a source that is trusted less", () => {
    const wrong = statement({ source: "card", observedAt: daysAgo(9), value: "139" });
    expect(winner("HIGHEST_TRUST", wrong, recent)).toBe(recent);
    expect(choose([wrong, recent], "HIGHEST_TRUST")?.ranked.map(({ trust }) => trust)).toEqual([0.6, 0.4]);
  });
  it("MAJORITY counts sources, not statements, and how a number is written does not count", () => {
    const twice = [statement({ value: "13900005678" }), statement({ value: "13900005678", recordId: "2" })];
    const two = [statement({ source: "loan" }), statement({ source: "core-banking", value: "+86 138 0000 1234" })];
    expect(winner("MAJORITY", ...twice, ...two)?.source).toBe("loan");
  });
  it("AGGREGATE keeps each value once, whole, as the best verified statement has it", () => {
    const ranked = choose(
      [
        statement({ attribute: "IDENTITY_DOCUMENT", subject: "PASSPORT", value: "E99000001" }),
        statement({ attribute: "IDENTITY_DOCUMENT", subject: "RESIDENT_ID", value: "110101900307001" }),
        statement({
          attribute: "IDENTITY_DOCUMENT",
          subject: "RESIDENT_ID",
          value: "110101199003070011",
          source: "core-banking",
          verification: "VERIFIED_AUTHORITY",
        }),
      ],
      "AGGREGATE",
      "IDENTITY_DOCUMENT",
    )?.ranked;
    expect(ranked?.map(({ subject, survives, agrees }) => [subject, survives, agrees])).toEqual([
      ["RESIDENT_ID", true, true],
      ["PASSPORT", true, true],
      ["RESIDENT_ID", false, true],
    ]);
  });
});
