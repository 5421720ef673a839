import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandOf } from "../../../src/access/masks/amount.mask.js";
import { TEXT_MASKS } from "../../../src/access/masks/index.js";
import { isMaskedInput } from "../../../src/access/masked-input.js";

describe("a masked value as input", () => {
  it.each([
    "139****5678",
    "9****************2",
    "王**",
    "王＊＊",
    "尾号1234",
    "•••• 1234",
    "●●●",
    "٭٭",
    "***",
    "1985-**-**",
  ])("is found out: %s", (text) => {
    expect(isMaskedInput(text)).toBe(true);
  });

  it.each([
    "990101198504120012",
    "99010119850412001X",
    "13900005678",
    "+86 139 0000 5678",
    "王建国",
    "E99000001",
    "6225990000000000",
    "91990101MA00000018",
    "wang.jianguo@mail.example",
    "1985-04-12",
    "cus_0123456789abcdefghjkmnpqrs",
    "B1",
    "RM1",
    "DA-101",
    "MORTGAGE_NO_WEALTH",
    "HIGH",
    "浙江省宁波市江东区百丈路18号3幢501室",
    "0",
    "182340.55",
  ])("is not what people send: %s", (text) => {
    expect(isMaskedInput(text)).toBe(false);
  });

  it("is whatever a mask makes of anything", () => {
    const masks = Object.values(TEXT_MASKS);
    fc.assert(
      fc.property(
        fc.constantFrom(...masks),
        fc.string({ unit: "grapheme", minLength: 2, maxLength: 24 }),
        (mask, text) => {
          expect(isMaskedInput(mask(text))).toBe(true);
        },
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 100_000_000 }), (amount) => {
        const { band, display } = bandOf(String(amount));
        expect(isMaskedInput(band)).toBe(true);
        expect(isMaskedInput(display)).toBe(amount !== 0);
      }),
    );
  });
});
