import * as fc from "fast-check";
import { expect, it } from "vitest";
import { amountMask } from "../../../../src/access/masks/amount.mask.js";
import { isMaskedInput } from "../../../../src/access/masks/masked-input.js";
import { TEXT_KINDS, textMasks } from "../../../../src/access/masks/index.js";
import { SETTINGS } from "./settings.js";

const VALUES = ["王小明", "E12345678", "990101198504120012", "13812341234", "010-12345678", "zhang@example.com"].concat(
  ["浙江省宁波市镇海区1号", "1985-04-12", "6222021000000000017", "GB82WEST12345698765432", "650", "AAA"],
);

it("knows whatever our own masks draw", () => {
  for (const settings of Object.values(SETTINGS)) {
    const masks = textMasks(settings);
    for (const kind of TEXT_KINDS)
      for (const value of VALUES) expect(isMaskedInput(masks[kind](value)), masks[kind](value)).toBe(true);
    const email = masks.EMAIL("zhang@example.com");
    expect(isMaskedInput(email, "EMAIL"), email).toBe(true);
  }
});

it("knows every band", () => {
  for (const style of ["PARTIAL", "STRICT"] as const)
    for (const amount of ["-1", "1", "20000", "60000", "300000", "600000", "2000000", "6000000", "20000000"]) {
      const shown = amountMask(style)(amount);
      expect(isMaskedInput(shown?.display ?? ""), shown?.display).toBe(true);
      if (amount !== "-1") expect(isMaskedInput(shown?.band ?? ""), shown?.band).toBe(true);
    }
});

it.each([
  "138＊＊＊＊1234",
  "138••••1234",
  "138●●●●1234",
  "138…1234",
  "138...1234",
  "1\u200b3*",
  "卡尾号1234",
  "后四位1234",
])("knows %s, as others draw masks", (text) => {
  expect(isMaskedInput(text)).toBe(true);
});

it.each([
  ["zhang*san@example.com", "EMAIL"],
  ["*zhang@example.com", "EMAIL"],
  ["z.h-a_n+g@mail.example.com", "EMAIL"],
  ["13812341234", "MOBILE"],
  ["+86 138-1234-1234", "MOBILE"],
  ["990101198504120012", "RESIDENT_ID"],
  ["11010519491231002X", "RESIDENT_ID"],
  ["oX-_Aw3-k2", "WECHAT_OPENID"],
  ["10000001", "CIF"],
  ["GB82 WEST 1234 5698 7654 32", "ACCOUNT_NUMBER"],
  ["1-5", "CIF"],
  ["500k", "CRM"],
  ["", "CIF"],
] as const)("takes %j, a legal %s, as it is written", (text, type) => {
  expect(isMaskedInput(text, type)).toBe(false);
});

it.each(["z**g@example.com", "***@example.com", "z***@example.com", "*@b.cn", "zhang@ex*mple.com", "z•••@b.cn"])(
  "refuses the masked address %s",
  (text) => {
    expect(isMaskedInput(text, "EMAIL")).toBe(true);
  },
);

it("takes names with a dot, and answers for any text", () => {
  expect(isMaskedInput("阿卜杜拉·买买提")).toBe(false);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof isMaskedInput(text) === "boolean"));
  for (const unit of ["*", "-", "1", "尾", "@", "•@"])
    expect(typeof isMaskedInput(unit.repeat(500_000))).toBe("boolean");
});
