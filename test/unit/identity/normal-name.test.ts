import * as fc from "fast-check";
import { expect, it } from "vitest";
import { normalName } from "../../../src/identity/normal-name.js";

it.each([
  ["王 小 明", "王小明"],
  ["阿卜杜拉·买买提", "阿卜杜拉・买买提"],
  ["阿卜杜拉•买买提", "阿卜杜拉‧买买提"],
  ["JOHN  SMITH", "john smith"],
  ["Ｊｏｈｎ Smith", "John Smith"],
  ["永丰贸易有限责任公司", "永丰贸易有限公司"],
  ["永丰（宁波）贸易有限公司", "永丰(宁波)贸易有限公司"],
])("%s and %s are one name", (left, right) => {
  expect(normalName(left)).toBe(normalName(right));
});

it.each([
  ["张伟", "张玮"],
  ["王小明", "王小朋"],
  ["John Smith", "JohnSmith"],
])("%s and %s are two names", (left, right) => {
  expect(normalName(left)).not.toBe(normalName(right));
});

it("is its own normal form", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      expect(normalName(normalName(name))).toBe(normalName(name));
    }),
  );
});
