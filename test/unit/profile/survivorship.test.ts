import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../../src/domain/instant.js";
import { seal } from "../../../src/domain/sealed.js";
import type { SourceFacts, SourceName } from "../../../src/domain/source.js";
import type { Statement, Verification } from "../../../src/domain/statement.js";
import { distinct, sourcePriority, verifiedThenRecent, type Choice } from "../../../src/profile/survivorship.js";
import { reveal } from "../../support/reveal.js";

const ORDER: readonly SourceName[] = ["core-banking", "loan", "card"];
const facts = new Map(
  (["core-banking", "loan", "card", "crm"] as const).map((name, index) => [name, { trust: index / 10 } as SourceFacts]),
);

function statement(parts: Partial<Omit<Statement<string>, "value">> & { value?: string } = {}): Statement<string> {
  const { value = "x", ...rest } = parts;
  const plain = {
    recordId: "1",
    observedAt: null,
    verification: "NONE",
    collectedBy: null,
    collectionChannel: null,
  } as const;
  return { source: "crm", ...plain, ...rest, value: seal(value) };
}

const anyStatement = fc
  .record({
    source: fc.constantFrom<SourceName>("core-banking", "loan", "card", "crm"),
    recordId: fc.constantFrom("1", "2"),
    value: fc.constantFrom("a", "b", "c"),
    observedAt: fc.constantFrom(null, 1 as Instant, 2 as Instant),
    verification: fc.constantFrom<Verification>(
      "VERIFIED_OTP",
      "VERIFIED_DOCUMENT",
      "VERIFIED_AUTHORITY",
      "SELF_DECLARED",
      "DERIVED",
      "NONE",
      "FAILED_VALIDATION",
    ),
  })
  .map(statement);

describe.each<[string, (statements: readonly Statement<string>[]) => Choice<string> | null]>([
  ["verified, then recent", (statements) => verifiedThenRecent(statements, facts)],
  ["by the source's priority", (statements) => sourcePriority(statements, ORDER)],
])("the choice %s", (_, choose) => {
  it("hangs on no order, keeps every loser, and chooses the winner again", () => {
    fc.assert(
      fc.property(
        fc
          .array(anyStatement, { minLength: 1, maxLength: 8 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const choice = choose(all);
          expect(all).toContain(choice?.winner);
          expect([choice?.winner, ...(choice?.losers ?? [])]).toHaveLength(all.length);
          expect(new Set([choice?.winner, ...(choice?.losers ?? [])])).toEqual(new Set(all));
          expect(reveal(choose(shuffled))).toEqual(reveal(choice));
          expect(choose(choice === null ? [] : [choice.winner])?.winner).toBe(choice?.winner);
          expect(choose([choice?.winner ?? statement(), ...(choice?.losers ?? [])])?.winner).toBe(choice?.winner);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("of nothing is nothing", () => {
    expect(choose([])).toBeNull();
  });
});

describe("verified, then recent", () => {
  const winner = (...all: Statement<string>[]) => verifiedThenRecent(all, facts)?.winner;
  const otp = statement({ verification: "VERIFIED_OTP", observedAt: 1 as Instant });
  const recent = statement({ verification: "SELF_DECLARED", observedAt: 9 as Instant });
  const trusted = statement({ source: "crm", observedAt: 1 as Instant });
  const lessTrusted = statement({ source: "loan", observedAt: 1 as Instant });

  it("prefers what was verified to what is recent", () => expect(winner(recent, otp)).toBe(otp));
  it("prefers the authority's word to a document", () => {
    const authority = statement({ verification: "VERIFIED_AUTHORITY" });
    expect(winner(statement({ verification: "VERIFIED_DOCUMENT" }), authority)).toBe(authority);
  });
  it("prefers the recent among equals, and anything dated to what is not", () => {
    expect(winner(statement(), recent, statement({ observedAt: 2 as Instant }))).toBe(recent);
  });
  it("prefers the trusted source among the equally recent", () => expect(winner(lessTrusted, trusted)).toBe(trusted));
  it("takes what failed its validation last", () => {
    const failed = statement({ verification: "FAILED_VALIDATION", observedAt: 9 as Instant });
    expect(winner(failed, statement())).not.toBe(failed);
  });
});

it("by priority the first source that says anything is believed, an unlisted one last", () => {
  const [crm, card, loan] = [
    statement({ source: "crm" }),
    statement({ source: "card" }),
    statement({ source: "loan" }),
  ];
  expect(sourcePriority([crm, card, loan], ORDER)).toEqual({ winner: loan, losers: [card, crm] });
});

it("statements that say the same are told once, the first of them", () => {
  const all = [statement({ value: "A" }), statement({ value: "b" }), statement({ value: "a" })];
  expect(distinct(all, (value) => value.toLowerCase())).toEqual([all[0], all[1]]);
});
