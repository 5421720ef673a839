import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TEXT_MASKS } from "../../../../src/access/masks/index.js";
import { characters } from "../../../../src/access/masks/mask.js";

type Kind = keyof typeof TEXT_MASKS;

const NOTABLE = fc.constantFrom(
  ..."0123456789X*@.-/·()（）＊+ 王伟省市区县路号小aZ尾号",
  "\u200d",
  "\ufe0f",
  "\u0301",
  "\ud800",
  "\u0600",
  "👨‍👩‍👧",
  "٣",
);
const ANY = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.array(NOTABLE, { maxLength: 24 }).map((parts) => parts.join("")),
  fc.stringMatching(/^[\d*]{0,20}[Xx]?$/),
  fc.stringMatching(/^[A-Z]{2}\d{2}[A-Z0-9]{4,30}$/),
  fc.stringMatching(/^0\d{5,12}$/),
  fc.stringMatching(/^[\w*.]{1,12}@[\w*.]{0,12}$/),
);

const oneCharacterAndStars = (word: string): boolean =>
  /^.*\*{1,3}$/su.test(word) && characters(word.replace(/\*{1,3}$/u, "")).length <= 1;

/** What a mask may look like at the most, whatever it was given. */
const SHAPE: Record<Kind, (shown: string) => boolean> = {
  PERSON_NAME: (shown) => shown.split(" ").length <= 4 && shown.split(" ").every(oneCharacterAndStars),
  DOCUMENT_NUMBER: (shown) => /^(\*{8}|[\d*](\*{16}|\*{13})[\dXx*]|[A-Z0-9]\*{4}[A-Z0-9]{4})$/.test(shown),
  MOBILE: (shown) => /^(\*{11}|1[3-9]\d\*{4}\d{4})$/.test(shown),
  PHONE: (shown) => /^(\*{4}|(010|02\d|0[3-9]\d{2})-\*{4}\d{4})$/.test(shown),
  EMAIL: (shown) => shown === "***" || oneCharacterAndStars(shown.slice(0, shown.lastIndexOf("@"))),
  ADDRESS: (shown) => /^\p{Script=Han}{0,24}\*{4}$/u.test(shown) && !/.[路街巷弄号]/u.test(shown),
  BIRTH_DATE: (shown) => /^(\d{4}|\*{4})-\*\*-\*\*$/.test(shown),
  ACCOUNT_NUMBER: (shown) => /^(\*{4}|\*{4}[A-Za-z0-9]{4}|[A-Z]{2}\*\* \*{4} [A-Za-z0-9]{4})$/.test(shown),
  CARD_NUMBER: (shown) => /^尾号(\*{4}|\d{4})$/.test(shown),
  COMPANY_NAME: (shown) => shown === "****",
  CONTACT: (shown) => shown === "****",
  SCORE: (shown) => shown === "***",
  OTHER: (shown) => shown === "****",
};

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
  SCORE: fc.stringMatching(/^[A-D]{1,3}$/),
  OTHER: fc.stringMatching(/^[a-z]{1,20}$/),
};

describe.each(Object.keys(TEXT_MASKS) as Kind[])("the mask of %s", (kind) => {
  const mask = TEXT_MASKS[kind];

  it("never throws and never shows more than its rule says", () => {
    fc.assert(
      fc.property(ANY, (value) => {
        const shown = mask(value);
        expect(SHAPE[kind](shown), JSON.stringify(shown)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is its own mask", () => {
    fc.assert(
      fc.property(fc.oneof(ANY, VALUES[kind]), (value) => {
        expect(mask(mask(value))).toBe(mask(value));
      }),
      { numRuns: 1_000 },
    );
  });

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
    // A document's form tells its own length; a name tells one, two or more characters, or its words.
    const most: Partial<Record<Kind, number>> = { DOCUMENT_NUMBER: 4, PERSON_NAME: 6, ACCOUNT_NUMBER: 2 };
    expect(numbers.size).toBeLessThanOrEqual(most[kind] ?? 1);
  });
});
