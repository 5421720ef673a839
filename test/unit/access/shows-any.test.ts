import { describe, expect, it } from "vitest";
import type { MaskSet } from "../../../src/access/masks/mask-set.js";
import { MasksInForce } from "../../../src/access/masks-in-force.js";
import { toMaskSet } from "../../../src/access/masks/read-mask-set.js";
import type { SensitiveKind } from "../../../src/access/vocabulary.js";
import { showsAny } from "../../../src/access/shows-any.js";
import { decisionOf, termsOf } from "../../support/decisions.js";

describe("whether anything would show", () => {
  it("is said of the kind, and of the kinds that its values turn out to be", () => {
    const noContacts = decisionOf({ denied: ["CONTACT", "MOBILE", "PHONE", "EMAIL", "ADDRESS", "OTHER"] });

    expect(showsAny(noContacts, new Set(["CONTACT"]))).toBe(false);
    expect(showsAny(decisionOf({ denied: ["CONTACT", "MOBILE"] }), new Set(["CONTACT"]))).toBe(true);
    expect(showsAny(noContacts, new Set(["CONTACT", "AMOUNT"]))).toBe(true);
    expect(showsAny(noContacts, new Set())).toBe(false);
  });

  it("may be so by a grant, whatever its kind", () => {
    const granted = new Map([["ContactPoint.value", "G1"]]);
    const denied = { denied: ["AMOUNT"] as const };

    expect(showsAny(decisionOf({ ...denied, grantsHonoured: true }, granted), new Set(["AMOUNT"]))).toBe(true);
    expect(showsAny(decisionOf(denied, granted), new Set(["AMOUNT"]))).toBe(false);
  });
});

describe("masks in force", () => {
  const number = (masks: MaskSet): string => masks.text("DOCUMENT_NUMBER", "990101198504120012");

  it("hide the number where a clear birth date would rebuild it; not from the one whose it is", () => {
    const masks = new MasksInForce();

    expect(number(masks.apply(termsOf()).masks)).toBe("9****************2");
    expect(number(masks.apply(termsOf({ clear: ["BIRTH_DATE"] })).masks)).toBe("********");
    expect(number(masks.apply(termsOf({ clear: ["BIRTH_DATE"], basis: "SELF" })).masks)).toBe("9****************2");
    // A grant for the birth date counts as seeing it.
    expect(number(masks.apply(termsOf(), new Set(["BIRTH_DATE"])).masks)).toBe("********");
  });

  it("do not count on masking what a grant has opened: something else gives way", () => {
    const strict = "masks: {}\ncombinations: { minimumCandidates: 2000 }";
    const applied = new MasksInForce(toMaskSet(strict)).apply(termsOf(), new Set(["BIRTH_DATE"]));

    // A hidden number and a district leave a thousand: the district goes as well, for the birth date cannot.
    expect(number(applied.masks)).toBe("********");
    expect(applied.masks.text("ADDRESS", "浙江省宁波市江东区百丈路1号")).not.toContain("江东");
  });

  it("count what the caller could see by another way as seen by this one", () => {
    const masks = new MasksInForce();
    const birthDate = termsOf({ clear: ["BIRTH_DATE"], denied: ["DOCUMENT_NUMBER"] });
    const ends = termsOf({ denied: ["BIRTH_DATE"] });

    expect(number(masks.apply(ends).masks)).toBe("9****************2");
    expect(number(masks.apply(ends, new Set(), [birthDate]).masks)).toBe("********");
    expect(masks.apply(birthDate, new Set(), [ends]).terms.rendering.get("BIRTH_DATE")).toBe("CLEAR");
    // A way that shows the number whole loosens no other.
    const whole = termsOf({ clear: ["DOCUMENT_NUMBER", "BIRTH_DATE"] });
    expect(number(masks.apply(ends, new Set(), [whole]).masks)).toBe("********");
  });

  it("know which grant would rebuild what has been seen", () => {
    const masks = new MasksInForce();
    const asked = (
      terms: ReturnType<typeof termsOf>,
      more: readonly SensitiveKind[],
      opened: readonly SensitiveKind[] = [],
    ) => masks.wouldRebuild(terms, { opened: new Set(opened), more, ways: [] });

    expect(asked(termsOf(), ["BIRTH_DATE"])).toBe(true);
    expect(asked(termsOf(), ["BIRTH_DATE", "DOCUMENT_NUMBER"])).toBe(false);
    expect(asked(termsOf(), ["ADDRESS", "AMOUNT"])).toBe(false);
    expect(asked(termsOf({ denied: ["DOCUMENT_NUMBER"] }), ["BIRTH_DATE"])).toBe(false);
    // Hidden already, the number is not hidden too late; nor is it where it is asked for itself.
    expect(asked(termsOf({ clear: ["BIRTH_DATE"] }), ["ADDRESS"])).toBe(false);
    expect(asked(termsOf(), ["DOCUMENT_NUMBER"], ["BIRTH_DATE"])).toBe(false);
  });

  it("give one object for equal terms, until other settings take the place of all", () => {
    const masks = new MasksInForce();
    const terms = termsOf();
    const before = masks.apply(terms);
    expect(masks.apply(terms)).toBe(before);

    masks.replace(toMaskSet("masks: { DOCUMENT_NUMBER: { residentId: HIDDEN } }"));

    expect(number(masks.apply(terms).masks)).toBe("********");
    expect(number(before.masks)).toBe("9****************2");
  });
});
