import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { characters } from "../../../../src/access/masks/characters.js";
import { TEXT_KINDS, TEXT_MASKS, textMasks, type TextKind as Kind } from "../../../../src/access/masks/index.js";
import { isMaskedInput } from "../../../../src/access/masks/masked-input.js";
import { SETTINGS } from "./settings.js";

const NOTABLE = fc.constantFrom(
  ..."0123456789X*@.-–/·()（）＊+ 王伟省市区县路号小aZ尾号０１９ＡＸ＠。",
  "\u200d",
  "\u200b",
  "\u202e",
  "\u2066",
  "\ufe0f",
  "\u0301",
  "\u094d",
  "क",
  "\ud800",
  "\udfff",
  "\u0600",
  "\u0000",
  "\n",
  "ﷺ",
  "👨‍👩‍👧",
  "𠮷",
  "אב",
  "٣",
);
const ANY = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary", minLength: 400, maxLength: 700 }),
  fc.array(NOTABLE, { maxLength: 24 }).map((parts) => parts.join("")),
  fc.stringMatching(/^[\d*]{0,20}[Xx]?$/),
  fc.stringMatching(/^[０-９]{0,19}$/),
  fc.stringMatching(/^尾号[\d*]{0,6}$/),
  fc.stringMatching(/^[A-Z]{2}\d{2}[A-Z0-9]{4,30}$/),
  fc.stringMatching(/^0\d{5,12}$/),
  fc.stringMatching(/^[\w*.]{1,12}@[\w*.]{0,12}$/),
  fc.stringMatching(/^[\d*]{4}-[\d*]{2}-[\d*]{2}$/),
);

/** Values as systems hold them, of which a mask must hide something. */
const VALUES: Record<Kind, fc.Arbitrary<string>> = {
  PERSON_NAME: fc.oneof(
    fc.stringMatching(/^[王李张欧阿][一-龥]{0,6}$/),
    fc.stringMatching(/^[A-Z][a-z]{0,9}( [A-Z][a-z]{1,9}){0,5}$/),
  ),
  DOCUMENT_NUMBER: fc.oneof(
    fc.stringMatching(/^\d{17}[\dX]$/),
    fc.stringMatching(/^\d{15}$/),
    fc.stringMatching(/^[A-Z]\d{6,9}$/),
  ),
  MOBILE: fc.stringMatching(/^1[3-9]\d{9}$/),
  PHONE: fc.stringMatching(/^(010|021|0574)-?\d{7,8}$/),
  EMAIL: fc.stringMatching(/^[a-z]{1,10}@[a-z]{1,10}\.cn$/),
  ADDRESS: fc.stringMatching(/^(北京市)?(海淀区)?中关村大街\d{1,3}号$/),
  BIRTH_DATE: fc
    .date({ min: new Date("1900-01-01"), max: new Date("2026-01-01"), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  ACCOUNT_NUMBER: fc.stringMatching(/^[A-Z0-9]{5,34}$/),
  CARD_NUMBER: fc.stringMatching(/^\d{12,19}$/),
  COMPANY_NAME: fc.stringMatching(/^[永丰]{2,8}有限公司$/),
  CONTACT: fc.stringMatching(/^1[3-9]\d{9}$/),
  SCORE: fc.oneof(fc.stringMatching(/^[3-9]([1-8]\d|\d[1-8])$/), fc.constantFrom("AA", "AAA", "B+", "C2", "D-")),
  OTHER: fc.stringMatching(/^[a-z]{1,20}$/),
};

/** How many characters of a value the settings let somebody read at the most. */
const MOST: Record<string, Record<Kind, number>> = {
  default: most({ DOCUMENT_NUMBER: 10 }),
  partial: most({ DOCUMENT_NUMBER: 10 }),
  strict: most({
    PERSON_NAME: 1,
    COMPANY_NAME: 1,
    DOCUMENT_NUMBER: 2,
    MOBILE: 4,
    PHONE: 4,
    EMAIL: 0,
    ADDRESS: 17,
    BIRTH_DATE: 3,
    ACCOUNT_NUMBER: 4,
    CARD_NUMBER: 2,
    SCORE: 0,
  }),
  hidden: Object.fromEntries(TEXT_KINDS.map((kind) => [kind, 0])) as Record<Kind, number>,
  counts: most({ DOCUMENT_NUMBER: 7, CARD_NUMBER: 12 }),
  odd: most({ DOCUMENT_NUMBER: 2, MOBILE: 1, ACCOUNT_NUMBER: 3, CARD_NUMBER: 6 }),
};

function most(given: Partial<Record<Kind, number>>): Record<Kind, number> {
  return {
    PERSON_NAME: 4,
    COMPANY_NAME: 4,
    // A sole trader's company code shows six and four; a person's document never more than seven.
    DOCUMENT_NUMBER: 10,
    CONTACT: 0,
    MOBILE: 7,
    PHONE: 8,
    EMAIL: 1,
    ADDRESS: 25,
    BIRTH_DATE: 4,
    // Four, and the country of an IBAN.
    ACCOUNT_NUMBER: 6,
    CARD_NUMBER: 4,
    // The hundred of a score is told by two numbers of at most four digits.
    SCORE: 8,
    OTHER: 0,
    ...given,
  };
}

/** What is readable of a value: everything that the mask itself has not drawn; of an address, what stands before the @. */
function readable(kind: Kind, shown: string): string[] {
  const own = kind === "EMAIL" ? shown.replace(/@[^@]*$/u, "") : shown;
  return characters(own.replaceAll(/[*\s–-]|^尾号/gu, ""));
}

describe.each(Object.entries(SETTINGS))("with %s settings", (name, settings) => {
  const masks = textMasks(settings);

  describe.each(TEXT_KINDS)("the mask of %s", (kind) => {
    const mask = masks[kind];
    const limit = MOST[name]?.[kind] ?? 0;

    it("never throws, stays text and never shows more characters than stated", () => {
      fc.assert(
        fc.property(fc.oneof(ANY, VALUES[kind]), (value) => {
          const shown = mask(value);
          expect(typeof shown).toBe("string");
          expect(readable(kind, shown).length, JSON.stringify(shown)).toBeLessThanOrEqual(limit);
        }),
        { numRuns: 150 },
      );
    });

    it("shows no character that hides others or turns the line round", () => {
      fc.assert(
        fc.property(ANY, (value) => {
          const shown = mask(value);
          expect(shown).not.toMatch(/\p{C}/u);
          // Of a name joined to one character by invisible signs or marks, not the whole is that character.
          expect(Math.max(...characters(shown).map((each) => [...each].length))).toBeLessThanOrEqual(
            kind === "EMAIL" ? Infinity : 3,
          );
        }),
        { numRuns: 100 },
      );
    });

    it("is its own mask", () => {
      fc.assert(
        fc.property(fc.oneof(ANY, VALUES[kind]), (value) => {
          expect(mask(mask(value))).toBe(mask(value));
        }),
        { numRuns: 150 },
      );
    });

    it("never contains the whole of a value that is longer than what may be shown", () => {
      const ofNothing = mask("");
      fc.assert(
        fc.property(fc.oneof(ANY, VALUES[kind]), (value) => {
          fc.pre(characters(value).length > limit && !isMaskedInput(value) && value.trim() !== "");
          // A dash is in the mask of every day, and tells nothing of any.
          fc.pre(!ofNothing.includes(value));
          expect(mask(value)).not.toContain(value);
        }),
        { numRuns: 150 },
      );
    });

    it("hides what is longer than any value whole, without looking at it", () => {
      const hidden = mask("");
      const hostile = ["1", "*", "a@", "市", "尾号", "A ", "\u0301", "1-", "👨‍👩‍👧"];
      for (const unit of hostile) {
        const shown = mask(unit.repeat(200_000));
        expect(shown.length).toBeLessThanOrEqual(Math.max(hidden.length, 11));
        expect(readable(kind, shown)).toEqual([]);
      }
    });
  });
});

describe.each(TEXT_KINDS)("the default mask of %s", (kind) => {
  const mask = TEXT_MASKS[kind];

  it("hides something of every value", () => {
    fc.assert(
      fc.property(VALUES[kind], (value) => {
        expect(mask(value)).not.toBe(value);
        expect(mask(value)).not.toContain(value);
      }),
      { numRuns: 300 },
    );
  });

  it("does not tell how long the value is", () => {
    const stars = (value: string): number => mask(value).split("*").length;
    const numbers = new Set(fc.sample(VALUES[kind], { numRuns: 300, seed: 7 }).map(stars));
    // A document's form tells its own length; a name tells one, two or more characters, or its words; a score, which it is.
    const several: Partial<Record<Kind, number>> = { DOCUMENT_NUMBER: 4, PERSON_NAME: 6, ACCOUNT_NUMBER: 2, SCORE: 2 };
    expect(numbers.size).toBeLessThanOrEqual(several[kind] ?? 1);
  });
});
