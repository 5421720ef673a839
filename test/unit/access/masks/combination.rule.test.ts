import { describe, expect, it } from "vitest";
import { decideTightenings, type ShownTerms, type Tightening } from "../../../../src/access/masks/combination.rule.js";
import { MaskSet } from "../../../../src/access/masks/mask-set.js";
import { maskSettingsSchema } from "../../../../src/access/masks/mask-settings.js";
import { MASK_STYLES } from "../../../../src/access/masks/mask-style.js";
import type { Rendering, SensitiveKind } from "../../../../src/access/vocabulary.js";

interface Given {
  readonly clear?: readonly SensitiveKind[];
  readonly denied?: readonly SensitiveKind[];
  readonly masks?: object;
  readonly minimum?: number;
  readonly genderShown?: boolean;
}

function terms({ clear = [], denied = [], masks = {}, minimum = 1_000, genderShown = false }: Given): ShownTerms {
  const settings = maskSettingsSchema.parse({ masks, combinations: { minimumCandidates: minimum } });
  const rendering = (kind: SensitiveKind): Rendering => {
    if (denied.includes(kind)) return "DENIED";
    return clear.includes(kind) ? "CLEAR" : "MASKED";
  };
  return { rendering, settings, genderShown };
}

const FIRST_THREE_LAST_FOUR = { DOCUMENT_NUMBER: { residentId: "PARTIAL" } };
const told = (tightenings: readonly Tightening[]): string[] => tightenings.map(({ kind, to }) => `${kind} ${to}`);

describe("what is shown together", () => {
  it.each<[string, Given, string[]]>([
    ["the masks as they are", {}, []],
    ["the masks as they are, and the gender", { genderShown: true }, []],
    ["a clear number: there is nothing left to rebuild", { clear: ["DOCUMENT_NUMBER", "BIRTH_DATE", "ADDRESS"] }, []],
    [
      "first three, last four, birth date and address",
      { masks: FIRST_THREE_LAST_FOUR, clear: ["BIRTH_DATE", "ADDRESS"] },
      ["DOCUMENT_NUMBER HIDDEN"],
    ],
    [
      "first three, last four, birth date and district",
      { masks: FIRST_THREE_LAST_FOUR, clear: ["BIRTH_DATE"] },
      ["DOCUMENT_NUMBER HIDDEN"],
    ],
    ["first three, last four, year and district", { masks: FIRST_THREE_LAST_FOUR }, ["DOCUMENT_NUMBER STRICT"]],
    [
      "first three, last four, birth date, no address",
      { masks: FIRST_THREE_LAST_FOUR, clear: ["BIRTH_DATE"], denied: ["ADDRESS"] },
      ["DOCUMENT_NUMBER STRICT"],
    ],
    ["first, last, birth date and address", { clear: ["BIRTH_DATE", "ADDRESS"] }, ["DOCUMENT_NUMBER HIDDEN"]],
    ["first, last and birth date, no address", { clear: ["BIRTH_DATE"], denied: ["ADDRESS"] }, []],
    [
      "birth date, address and gender leave too few even beside a hidden number",
      { clear: ["BIRTH_DATE", "ADDRESS"], genderShown: true },
      ["BIRTH_DATE PARTIAL"],
    ],
    [
      "the same beside a denied number",
      { clear: ["BIRTH_DATE", "ADDRESS"], denied: ["DOCUMENT_NUMBER"], genderShown: true },
      ["BIRTH_DATE PARTIAL"],
    ],
    ["first, last, birth date masked to nothing", { clear: ["ADDRESS"], masks: { BIRTH_DATE: "HIDDEN" } }, []],
    [
      "what a bank has set stricter than a choice is not loosened",
      { clear: ["ADDRESS"], masks: { BIRTH_DATE: "STRICT", DOCUMENT_NUMBER: { residentId: "PARTIAL" } } },
      ["DOCUMENT_NUMBER STRICT"],
    ],
    [
      "a bank that wants a million",
      { minimum: 1_000_000, clear: ["BIRTH_DATE", "ADDRESS"] },
      ["BIRTH_DATE STRICT", "DOCUMENT_NUMBER HIDDEN"],
    ],
  ])("%s", (_, given, expected) => {
    expect(told(decideTightenings(terms(given))).sort()).toEqual(expected);
  });

  it("is explained without a value, and always in the same words", () => {
    const [first] = decideTightenings(terms({ clear: ["BIRTH_DATE", "ADDRESS"] }));
    expect(first?.because).toBe(
      "document number, birth date and address together leave about 9 resident numbers, fewer than 1000",
    );
  });
});

const CHOICES = ["CLEAR", "DENIED", ...MASK_STYLES] as const;
const every = CHOICES.flatMap((birthDate) =>
  CHOICES.flatMap((address) =>
    [...MASK_STYLES, { first: 3, last: 0 }, { first: 0, last: 4 }, { first: 0, last: 1 }, "DENIED" as const].flatMap(
      (number) =>
        [true, false].flatMap((genderShown) =>
          [100, 1_000, 1_000_000].map((minimum) => ({ birthDate, address, number, genderShown, minimum })),
        ),
    ),
  ),
);

it("after its tightenings nothing more need be tightened, whatever was shown before", () => {
  const isStyle = (shown: string): boolean => shown !== "CLEAR" && shown !== "DENIED";
  for (const { birthDate, address, number, genderShown, minimum } of every) {
    const kindsShown = (how: string): SensitiveKind[] => [
      ...(number === how ? ["DOCUMENT_NUMBER" as const] : []),
      ...(birthDate === how ? ["BIRTH_DATE" as const] : []),
      ...(address === how ? ["ADDRESS" as const] : []),
    ];
    const given = terms({
      clear: kindsShown("CLEAR"),
      denied: kindsShown("DENIED"),
      masks: {
        ...(number !== "DENIED" && { DOCUMENT_NUMBER: { residentId: number } }),
        ...(isStyle(birthDate) && { BIRTH_DATE: birthDate }),
        ...(isStyle(address) && { ADDRESS: address }),
      },
      minimum,
      genderShown,
    });
    const tightenings = decideTightenings(given);
    const masked = new Set<SensitiveKind>(tightenings.map(({ kind }) => kind));
    const after: ShownTerms = {
      genderShown,
      settings: new MaskSet(given.settings).tightened(tightenings).settings,
      // Tightening masks what was clear, and never shows what was denied.
      rendering: (kind) => (masked.has(kind) && given.rendering(kind) === "CLEAR" ? "MASKED" : given.rendering(kind)),
    };
    expect(decideTightenings(after), JSON.stringify({ birthDate, address, number, genderShown, minimum })).toEqual([]);
    expect(decideTightenings(given)).toEqual(tightenings);
  }
  expect(every.length).toBe(1_050);
});
