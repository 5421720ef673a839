import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { decideTightenings } from "../../../../src/access/masks/combination.rule.js";
import { TEXT_KINDS } from "../../../../src/access/masks/index.js";
import { MaskSet } from "../../../../src/access/masks/mask-set.js";
import { maskSettingsSchema } from "../../../../src/access/masks/mask-settings.js";
import { MASK_STYLES, type MaskStyle } from "../../../../src/access/masks/mask-style.js";
import { toMaskSet } from "../../../../src/access/masks/read-mask-set.js";
import { residentIdCandidates } from "../../../../src/access/masks/resident-id-candidates.js";
import { SENSITIVE_KINDS, type SensitiveKind } from "../../../../src/access/vocabulary.js";
import { SETTINGS } from "./settings.js";

const page = readFileSync(fileURLToPath(new URL("../../../../docs/masks.md", import.meta.url)), "utf8");

function section(title: string): string {
  return page.split(/^## /mu).find((each) => each.startsWith(`${title}\n`)) ?? "";
}

/** The cells of the rows below a table's head. */
function rows(title: string): string[][] {
  const lines = section(title).split("\n");
  return lines
    .slice(lines.findIndex((line) => /^\|\s*-/u.test(line)) + 1)
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const code = (cell = ""): string => cell.replaceAll("`", "");
const examples = rows("Examples").map(([kind, style, value, shown]) => ({
  kind: code(kind) as SensitiveKind,
  style: code(style) as MaskStyle,
  value: code(value),
  shown: code(shown),
}));

function shownBy(style: MaskStyle, kind: SensitiveKind, value: string): string {
  const settings = SETTINGS[style.toLowerCase()];
  if (settings === undefined) throw new Error(`no settings of style ${style}`);
  const masks = new MaskSet(settings);
  return kind === "AMOUNT" ? (masks.band(value)?.display ?? "") : masks.text(kind, value);
}

describe("the page about masks", () => {
  it.each(examples)("tells truly that $kind $style shows $value as $shown", ({ kind, style, value, shown }) => {
    expect(shownBy(style, kind, value)).toBe(shown);
  });

  it("has an example of every kind in every style", () => {
    const told = new Set(examples.map(({ kind, style }) => `${kind} ${style}`));
    const wanted = SENSITIVE_KINDS.flatMap((kind) =>
      (kind === "CONTACT" || kind === "OTHER" ? (["HIDDEN"] as const) : MASK_STYLES).map((style) => `${kind} ${style}`),
    );
    expect([...told].sort()).toEqual(wanted.sort());
    expect(TEXT_KINDS.length).toBe(SENSITIVE_KINDS.length - 1);
  });

  it("names every kind in its table of styles", () => {
    const named = rows("Styles").flatMap(([kind = ""]) => code(kind).split(", "));
    expect([...new Set(named.map((kind) => kind.split(".", 1)[0]))].sort()).toEqual([...SENSITIVE_KINDS].sort());
  });

  it.each(rows("Styles").flatMap(([kind = "", , , counts = ""]) => (counts === "" ? [] : [[code(kind), counts]])))(
    "names the bounds of the counts of %s",
    (kind = "", counts = "") => {
      const [, outer = "", inner] = /^(\w+)(?:\.(\w+))?$/u.exec(kind) ?? [];
      const bounds = [...counts.matchAll(/`(first|last): (\d)`(?: \((\d)\))?/gu)].map(
        ([, end = "", most, exceptional]) => [end, Number(exceptional ?? most)] as const,
      );
      const problemWith = (setting: object): boolean =>
        !maskSettingsSchema.safeParse({ masks: { [outer]: inner === undefined ? setting : { [inner]: setting } } })
          .success;
      expect(bounds.length).toBeGreaterThan(0);
      expect(problemWith(Object.fromEntries(bounds))).toBe(false);
      for (const [end, most] of bounds)
        expect(problemWith({ ...Object.fromEntries(bounds), [end]: most + 1 })).toBe(true);
    },
  );

  it("shows settings that are taken", () => {
    const yaml = /```yaml\n([\s\S]*?)```/u.exec(section("Settings"))?.[1] ?? "";
    expect(toMaskSet(yaml).text("MOBILE", "13812341234")).toBe("*******1234");
  });

  const together = rows("What masks rebuild together");

  it.each(together)("counts right: %s of the number, birth date %s: %s", (seen, birthDate, remain, refused) => {
    const [first = 0, last = 0] = (seen?.match(/\d/gu) ?? []).map(Number);
    const residentId = { first, last };
    const birth = birthDate === "clear" ? "CLEAR" : "PARTIAL";
    expect(residentIdCandidates({ number: residentId, birthDate: birth, address: "PARTIAL", gender: false })).toBe(
      Number(remain),
    );
    const settings = maskSettingsSchema.parse({ masks: { DOCUMENT_NUMBER: { residentId } } });
    const rendering = (kind: SensitiveKind) => (kind === "BIRTH_DATE" && birth === "CLEAR" ? "CLEAR" : "MASKED");
    const told = decideTightenings({ rendering, settings, genderShown: false }).map(({ kind, to }) => `${kind} ${to}`);
    expect(told).toEqual(refused === "" ? [] : [`DOCUMENT_NUMBER ${/`(\w+)`/u.exec(refused ?? "")?.[1]}`]);
  });

  it("counts more than one combination", () => {
    expect(together.length).toBeGreaterThan(3);
  });
});
