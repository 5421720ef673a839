import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MasksInForce } from "../../../../src/access/masks-in-force.js";
import { toMaskSet } from "../../../../src/access/masks/read-mask-set.js";
import { CONFIDENTIALITIES, RELATIONS, type AccessFacts } from "../../../../src/access/policy/access-facts.js";
import { narrowerTerms } from "../../../../src/access/policy/narrower-terms.js";
import { ROLES } from "../../../../src/access/policy/roles.js";
import type { Terms } from "../../../../src/access/policy/terms.js";
import { viewedFacts } from "../../../../src/access/policy/viewed-facts.js";
import { VIEWED_RELATIONS, type ViewedRole } from "../../../../src/access/viewed-role.js";
import { PURPOSES, SENSITIVE_KINDS, type AccessLevel, type Rendering } from "../../../../src/access/vocabulary.js";
import { builtInEngine, factsOf, ONLINE, staffCaller } from "../../../support/access-facts.js";
import { termsOf } from "../../../support/decisions.js";

const LEVELS: readonly AccessLevel[] = ["NONE", "EXISTENCE_ONLY", "HEADER", "STANDARD", "FULL"];
const RENDERINGS: readonly Rendering[] = ["DENIED", "MASKED", "CLEAR"];
const STAFF_PURPOSES = PURPOSES.filter((purpose) => purpose !== "SELF_SERVICE");

const caller = fc.oneof(
  fc.constant(ONLINE),
  fc
    .record({ roles: fc.subarray([...ROLES]), purpose: fc.constantFrom(...STAFF_PURPOSES) })
    .map(({ roles, purpose }) => staffCaller(purpose, roles)),
);
const facts: fc.Arbitrary<AccessFacts> = fc
  .record({
    caller,
    relations: fc.subarray([...RELATIONS]),
    confidentiality: fc.constantFrom(...CONFIDENTIALITIES),
    isMinor: fc.constantFrom(true, false, null),
    consent: fc.subarray([...PURPOSES]),
    relationsKnown: fc.boolean(),
    businessHours: fc.boolean(),
    granted: fc.constantFrom([], ["IdentityDocument.number"]),
  })
  .map((given) =>
    factsOf(
      given.caller,
      given.relations,
      { confidentiality: given.confidentiality, isMinor: given.isMinor, consent: new Set(given.consent) },
      given,
    ),
  );
const viewed: fc.Arbitrary<ViewedRole> = fc.record({
  role: fc.constantFrom(...ROLES),
  purpose: fc.constantFrom(...STAFF_PURPOSES),
  relations: fc.subarray([...VIEWED_RELATIONS]),
});

/** How many of a value's own characters a mask leaves where they are. */
function readable(shown: string, value: string): number {
  const ends = [shown.match(/^[^*]*/u)?.[0] ?? "", shown.match(/[^*]*$/u)?.[0] ?? ""];
  return shown === value ? value.length : ends.join("").length;
}

const RESIDENT = "990101198504120012";
const VALUES = [
  ["DOCUMENT_NUMBER", RESIDENT],
  ["BIRTH_DATE", "1985-04-12"],
  ["ADDRESS", "浙江省宁波市镇海区骆驼街道2号"],
] as const;

function shownBy(terms: Terms, masks: MasksInForce, kind: (typeof VALUES)[number][0], value: string): string {
  const applied = masks.apply(terms);
  const rendering = applied.terms.rendering.get(kind) ?? "DENIED";
  if (rendering === "DENIED") return "";
  return rendering === "CLEAR" ? value : applied.masks.text(kind, value);
}

describe("looking in another role's place", () => {
  const engine = builtInEngine();

  it("never shows more than the viewer's own look, nor than the role's: for all facts and all roles", () => {
    fc.assert(
      fc.property(facts, viewed, (own, role) => {
        const [mine, theirs] = [engine.decide(own), engine.decide(viewedFacts(own, role))];
        const narrower = narrowerTerms(mine, theirs);
        for (const terms of [mine, theirs]) {
          expect(LEVELS.indexOf(narrower.level)).toBeLessThanOrEqual(LEVELS.indexOf(terms.level));
          for (const kind of SENSITIVE_KINDS) {
            const [shown, allowed] = [narrower.rendering.get(kind), terms.rendering.get(kind)];
            expect(RENDERINGS.indexOf(shown ?? "DENIED")).toBeLessThanOrEqual(RENDERINGS.indexOf(allowed ?? "DENIED"));
          }
        }
        expect([narrower.grantsHonoured, narrower.requestable.size]).toEqual([false, 0]);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it("nor by looser masks: what the two looks show of a number, a birth date and an address is no more than each", () => {
    const rendering = fc.constantFrom<Rendering>(...RENDERINGS);
    const terms = fc.tuple(rendering, rendering, rendering).map((given): Terms => {
      const shown = new Map(VALUES.map(([kind], index) => [kind, given[index]]));
      return {
        ...termsOf(),
        rendering: new Map(SENSITIVE_KINDS.map((kind) => [kind, shown.get(kind as never) ?? "MASKED"])),
      };
    });
    const settings = fc.constantFrom("masks: {}", "masks: { DOCUMENT_NUMBER: { residentId: { first: 3, last: 1 } } }");
    fc.assert(
      fc.property(terms, terms, settings, (mine, theirs, text) => {
        const masks = new MasksInForce(toMaskSet(text));
        const narrower = narrowerTerms(mine, theirs);
        for (const [kind, value] of VALUES) {
          const shown = readable(shownBy(narrower, masks, kind, value), value);
          for (const each of [mine, theirs])
            expect(shown).toBeLessThanOrEqual(readable(shownBy(each, masks, kind, value), value));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is one object for equal terms, so that what is compiled for it is compiled once", () => {
    const [mine, theirs] = [termsOf({ clear: ["AMOUNT"] }), termsOf({ denied: ["AMOUNT"] })];

    expect(narrowerTerms(mine, theirs)).toBe(narrowerTerms(mine, theirs));
    expect(narrowerTerms(mine, theirs)).not.toBe(narrowerTerms(theirs, mine));
  });
});
