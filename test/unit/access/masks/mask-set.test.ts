import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DEFAULT_MASK_SET, MaskSet } from "../../../../src/access/masks/mask-set.js";
import { MaskSettingsError } from "../../../../src/access/masks/mask-settings-error.js";
import { readMaskSet, toMaskSet } from "../../../../src/access/masks/read-mask-set.js";

const folder = mkdtempSync(join(tmpdir(), "masks-"));
afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(text: string): string[] {
  try {
    toMaskSet(text);
  } catch (error) {
    if (!(error instanceof MaskSettingsError)) throw error;
    return error.problems.map(({ path, reason }) => `${path}: ${reason}`);
  }
  return [];
}

describe("mask settings", () => {
  it("are read from a file", () => {
    const file = join(folder, "masks.yaml");
    writeFileSync(file, "masks:\n  MOBILE: { last: 4 }\n  AMOUNT: HIDDEN\n  BIRTH_DATE: STRICT\n");
    const masks = readMaskSet(file);
    expect(masks.text("MOBILE", "13812341234")).toBe("*******1234");
    expect(masks.text("BIRTH_DATE", "1985-04-12")).toBe("198*-**-**");
    expect(masks.band("123456.78")).toBeNull();
    expect(masks.text("PERSON_NAME", "王小明")).toBe("王**");
  });

  it.each([
    ["masks: { MOBILE: { first: 4, last: 4 } }", "masks.MOBILE.first"],
    ["masks: { MOBILE: { first: 3, last: 5 } }", "masks.MOBILE.last"],
    ["masks: { MOBILE: { first: -1 } }", "masks.MOBILE.first"],
    ["masks: { MOBILE: { first: 1.5 } }", "masks.MOBILE.first"],
    ["masks: { MOBILE: { first: 3, middle: 4 } }", "masks.MOBILE"],
    ["masks: { DOCUMENT_NUMBER: { residentId: { first: 6, last: 4 } } }", "masks.DOCUMENT_NUMBER.residentId.first"],
    ["masks: { DOCUMENT_NUMBER: { otherDocument: { last: 6 } } }", "masks.DOCUMENT_NUMBER.otherDocument.last"],
    ["masks: { ACCOUNT_NUMBER: { last: 6 } }", "masks.ACCOUNT_NUMBER.last"],
    ["masks: { CARD_NUMBER: { first: 12, last: 4 } }", "masks.CARD_NUMBER.first"],
    ["masks: { PERSON_NAME: CLEAR }", "masks.PERSON_NAME"],
    ["masks: { PERSON_NAME: FULL }", "masks.PERSON_NAME"],
    ["masks: { OTHER: PARTIAL }", "masks.OTHER"],
    ["masks: { CONTACT: PARTIAL }", "masks.CONTACT"],
    ["masks: { PERSON_NAMES: HIDDEN }", "masks"],
    ["masks: {}\nmore: 1", "(top)"],
    ["masks: {}\ncombinations: { minimumCandidates: 1 }", "combinations.minimumCandidates"],
    // A file caught half written, or emptied by mistake, must not loosen what was set before.
    ["", "(top)"],
    ["combinations: {}", "masks"],
    ["masks: [", "(file)"],
    ["masks: { MOBILE: HIDDEN, MOBILE: PARTIAL }", "(file)"],
    ["a: &a [1]\nb: [*a, *a]", "(file)"],
    [`masks: {} # ${"x".repeat(70_000)}`, "(file)"],
  ])("%s are refused at %s", (text, path) => {
    expect(problemsOf(text).map((problem) => problem.split(": ", 1)[0])).toEqual([path]);
  });

  it("are refused as a whole, with every problem, and without what stands in the file", () => {
    const problems = problemsOf("masks: { MOBILE: { first: 13812341234 }, EMAIL: zhang@example.com }");
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toMatch(/13812341234|zhang/);
  });

  it("that rebuild a resident number by masks alone are refused, and the reason says what to change", () => {
    const [problem, ...more] = problemsOf("masks: { DOCUMENT_NUMBER: { residentId: PARTIAL } }");
    expect(problem).toBe(
      "masks.DOCUMENT_NUMBER.residentId: must be STRICT or show less: " +
        "document number, birth date and address together leave about 33 resident numbers, fewer than 1000",
    );
    expect(more).toEqual([]);
    // The same ends of the number beside a birth date of which nothing is shown.
    expect(problemsOf("masks: { DOCUMENT_NUMBER: { residentId: PARTIAL }, BIRTH_DATE: HIDDEN }")).toEqual([]);
  });

  it("that are not there are a problem too", () => {
    expect(() => readMaskSet(join(folder, "none.yaml"))).toThrow(MaskSettingsError);
    expect(() => readMaskSet(folder)).toThrow(MaskSettingsError);
  });

  it("that are a pipe are not waited for", () => {
    execFileSync("mkfifo", [join(folder, "pipe.yaml")]);
    expect(() => readMaskSet(join(folder, "pipe.yaml"))).toThrow(/it is no plain file/u);
  });
});

describe("a mask set", () => {
  it("has one version for the same settings, in whatever order they are written, and another for others", () => {
    const one = toMaskSet("masks: { MOBILE: HIDDEN, EMAIL: STRICT }");
    expect(toMaskSet("masks: { EMAIL: STRICT, MOBILE: HIDDEN }").version).toBe(one.version);
    expect(toMaskSet("masks: {}").version).toBe(DEFAULT_MASK_SET.version);
    expect(one.version).not.toBe(DEFAULT_MASK_SET.version);
    expect(one.version).toMatch(/^[0-9a-f]{16}$/);
  });

  it("cannot be changed, nor by who made its settings", () => {
    const settings = structuredClone(DEFAULT_MASK_SET.settings);
    const masks = new MaskSet(settings);
    settings.masks.MOBILE = "HIDDEN";
    expect(masks.text("MOBILE", "13812341234")).toBe("138****1234");
    expect(() => Object.assign(masks.settings.masks, { MOBILE: "HIDDEN" })).toThrow(TypeError);
    expect(() => Object.assign(masks, { text: () => "" })).toThrow(TypeError);
  });

  it("is tightened for one viewer alone, and once for all who need the same", () => {
    const tightening = [{ kind: "DOCUMENT_NUMBER", to: "HIDDEN" }] as const;
    const tightened = DEFAULT_MASK_SET.tightened(tightening);
    expect(tightened.text("DOCUMENT_NUMBER", "990101198504120012")).toBe("********");
    expect(tightened.text("DOCUMENT_NUMBER", "E12345678")).toBe("E****5678");
    expect(DEFAULT_MASK_SET.text("DOCUMENT_NUMBER", "990101198504120012")).toBe("9****************2");
    expect(DEFAULT_MASK_SET.tightened([...tightening])).toBe(tightened);
    expect(DEFAULT_MASK_SET.tightened([])).toBe(DEFAULT_MASK_SET);
  });
});
