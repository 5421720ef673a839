import { describe, expect, it } from "vitest";
import { checkIdentifier } from "../../../../src/domain/identifier-check.js";
import { decideTightenings } from "../../../../src/access/masks/combination.rule.js";
import { maskSettingsSchema } from "../../../../src/access/masks/mask-settings.js";
import type { Visible } from "../../../../src/access/masks/mask-style.js";
import { residentIdCandidates, type Shown } from "../../../../src/access/masks/resident-id-candidates.js";
import { TEXT_MASKS, textMasks } from "../../../../src/access/masks/index.js";
import type { Rendering, SensitiveKind } from "../../../../src/access/vocabulary.js";

/** A number of a district, a day, a sequence; its check digit is right. */
const NUMBER = "110105198504120014";
const WEIGHTS = Array.from({ length: 17 }, (_, index) => 2 ** (17 - index) % 11);

/** The weighted sum of the digits of a part of a number that begins at this place. */
function sum(digits: string, at: number): number {
  return [...digits].reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[at + index] ?? 0), 0);
}

const SEQUENCES = Array.from({ length: 1_000 }, (_, sequence) => String(sequence).padStart(3, "0")).map((digits) => ({
  digits,
  sum: sum(digits, 14),
}));

function days(from: string, to: string): string[] {
  const found: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    found.push(new Date(at).toISOString().slice(0, 10).replaceAll("-", ""));
  return found;
}

const DAYS: Partial<Record<Shown, string[]>> = {
  CLEAR: ["19850412"],
  PARTIAL: days("1985-01-01", "1985-12-31"),
  STRICT: days("1980-01-01", "1989-12-31"),
};

/** Counts, one by one, the numbers that fit what is shown of this one, by the rule of the standard alone. */
function counted(
  birthDate: "CLEAR" | "PARTIAL" | "STRICT",
  { last }: Visible,
  gender: boolean,
  oldForm: boolean,
): number {
  const tail = NUMBER.slice(18 - last);
  const oldTail = oldForm ? NUMBER.slice(17 - Math.min(last, 3), 17) : "";
  let count = 0;
  for (const day of DAYS[birthDate] ?? []) {
    const before = sum(`110105${day}`, 0);
    for (const { digits, sum: more } of SEQUENCES) {
      if (gender && Number(digits[2]) % 2 !== Number(NUMBER[16]) % 2) continue;
      const check = last > 0 ? "10X98765432".charAt((before + more) % 11) : "";
      if (digits.endsWith(oldTail) && (digits + check).endsWith(tail)) count += 1;
    }
  }
  return count;
}

const SHOWN = {
  "first 3 last 4": { first: 3, last: 4 },
  "first 1 last 1": { first: 1, last: 1 },
  "first 0 last 2": { first: 0, last: 2 },
  nothing: { first: 0, last: 0 },
} as const;

describe("resident numbers that remain for somebody whose district is shown", () => {
  it.each<[keyof typeof SHOWN, "CLEAR" | "PARTIAL" | "STRICT", boolean, number]>([
    ["first 3 last 4", "CLEAR", false, 1],
    ["first 3 last 4", "CLEAR", true, 1],
    ["first 3 last 4", "PARTIAL", false, 33],
    ["first 3 last 4", "STRICT", false, 332],
    ["first 1 last 1", "CLEAR", false, 9],
    ["first 1 last 1", "PARTIAL", true, 3_318],
    ["first 1 last 1", "STRICT", false, 33_200],
    ["first 0 last 2", "CLEAR", false, 1],
    ["nothing", "CLEAR", false, 1_000],
    ["nothing", "CLEAR", true, 500],
    ["nothing", "PARTIAL", true, 182_500],
  ])("%s of the number, birth date %s, gender %s: %i", (number, birthDate, gender, expected) => {
    const clues = { number: SHOWN[number], birthDate, address: "PARTIAL", gender } as const;
    expect(residentIdCandidates(clues)).toBe(expected);
    // The one-by-one count lies beside the estimate: a check digit leaves one in eleven give or take a few.
    const exact = counted(birthDate, SHOWN[number], gender, true);
    expect(Math.abs(exact - expected)).toBeLessThanOrEqual(Math.max(3, expected * 0.1));
    // And without the old form beside it there are never fewer.
    expect(counted(birthDate, SHOWN[number], gender, false)).toBeGreaterThanOrEqual(exact);
  });

  it("first three and last four with birth date and district are the number itself", () => {
    expect(checkIdentifier("RESIDENT_ID", NUMBER).isValid).toBe(true);
    expect(counted("CLEAR", SHOWN["first 3 last 4"], false, false)).toBe(1);
    const settings = maskSettingsSchema.parse({ masks: { DOCUMENT_NUMBER: { residentId: "PARTIAL" } } });
    expect(textMasks(settings).DOCUMENT_NUMBER(NUMBER)).toBe("110***********0014");
    const rendering = (kind: SensitiveKind): Rendering => (kind === "BIRTH_DATE" ? "CLEAR" : "MASKED");
    expect(decideTightenings({ rendering, settings, genderShown: false })).not.toEqual([]);
  });

  it("the default masks leave the bank's usual minimum", () => {
    expect(TEXT_MASKS.DOCUMENT_NUMBER(NUMBER)).toBe("1****************4");
    expect(counted("PARTIAL", SHOWN["first 1 last 1"], true, true)).toBeGreaterThan(1_000);
  });
});

it("less shown never leaves fewer", () => {
  const order: readonly Shown[] = ["CLEAR", "PARTIAL", "STRICT", "HIDDEN"];
  for (let first = 0; first <= 3; first += 1)
    for (let last = 0; last <= 4; last += 1)
      for (const gender of [true, false])
        order.forEach((birthDate, at) => {
          for (const address of order) {
            const here = residentIdCandidates({ number: { first, last }, birthDate, address, gender });
            const less = order[at + 1] ?? "HIDDEN";
            const lower = { first: Math.max(0, first - 1), last: Math.max(0, last - 1) };
            expect(residentIdCandidates({ number: lower, birthDate, address, gender })).toBeGreaterThanOrEqual(here);
            expect(
              residentIdCandidates({ number: { first, last }, birthDate: less, address, gender: false }),
            ).toBeGreaterThanOrEqual(here);
          }
        });
});
