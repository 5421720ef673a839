import { describe, expect, it } from "vitest";
import { TEXT_MASKS } from "../../../../src/access/masks/index.js";
import { SENSITIVE_KINDS } from "../../../../src/access/vocabulary.js";

type Kind = keyof typeof TEXT_MASKS;

const EXAMPLES: Partial<Record<Kind, readonly (readonly [value: string, shown: string])[]>> = {
  PERSON_NAME: [
    ["王", "*"],
    ["王伟", "王*"],
    ["王小明", "王**"],
    ["欧阳修文", "欧**"],
    ["阿卜杜拉·买买提", "阿**"],
    [" 王 伟 ", "王*"],
    ["𠮷田太郎", "𠮷**"],
    ["John A Smith", "J*** A*** S***"],
    ["Ｊｏｈｎ", "J***"],
    ["J", "*"],
    ["Pablo Diego José Francisco de Paula", "P*** D*** J*** F***"],
    ["A王", "A*"],
    ["", "*"],
  ],
  DOCUMENT_NUMBER: [
    ["11010519491231002X", "1****************X"],
    ["110105491231002", "1*************2"],
    ["990101198504120012", "9****************2"],
    ["E12345678", "E****5678"],
    ["H1234567801", "H****7801"],
    ["12345678", "1****5678"],
    ["1234567", "********"],
    ["A123456(3)", "********"],
    ["", "********"],
  ],
  MOBILE: [
    ["13812341234", "138****1234"],
    ["+86 138-1234-1234", "138****1234"],
    ["8613812341234", "138****1234"],
    ["12012341234", "***********"],
    ["1380000", "***********"],
  ],
  PHONE: [
    ["010-12345678", "010-****5678"],
    ["01012345678", "010-****5678"],
    ["02112345678", "021-****5678"],
    ["0574 87654321", "0574-****4321"],
    ["0574-7654321", "0574-****4321"],
    ["95588", "****"],
    ["13812341234", "****"],
  ],
  EMAIL: [
    ["zhang@example.com", "z***@example.com"],
    ["z@b.cn", "***@b.cn"],
    ['"a@b"@c.cn', "***"],
    ["someone said: call 13812341234@home", "***"],
    ["a@", "***"],
    ["@b.cn", "***"],
    ["nobody", "***"],
  ],
  ADDRESS: [
    ["北京市海淀区中关村大街1号", "北京市海淀区****"],
    ["浙江省宁波市镇海区骆驼街道2号", "浙江省宁波市镇海区****"],
    ["新疆维吾尔自治区乌鲁木齐市天山区1号", "新疆维吾尔自治区乌鲁木齐市天山区****"],
    ["广西壮族自治区南宁市1号", "广西壮族自治区南宁市****"],
    ["杭州市幸福花园小区3幢", "杭州市****"],
    ["杭州市文三路西湖花园区3幢", "杭州市****"],
    ["中山路超市三楼", "****"],
    ["人民路1号", "****"],
    ["1 Main Street, London", "****"],
  ],
  BIRTH_DATE: [
    ["1990-03-07", "1990-**-**"],
    ["07.03.1990", "****-**-**"],
  ],
  CARD_NUMBER: [
    ["6222021000000000017", "尾号0017"],
    ["6222 0210 0000 0000 017", "尾号0017"],
    ["622202******0017", "尾号0017"],
    ["1 2 3 4 5 6", "尾号****"],
    ["secret words 0017", "尾号****"],
  ],
  ACCOUNT_NUMBER: [
    ["GB82WEST12345698765432", "GB** **** 5432"],
    ["gb82 west 1234 5698 7654 32", "GB** **** 5432"],
    ["DE89370400440532013000", "DE** **** 3000"],
    ["FR1420041010050500013M02606", "FR** **** 2606"],
    // A contract's number is no IBAN for beginning with two letters and two digits.
    ["HT202300005011", "****5011"],
    ["GB82WEST12345698765431", "****5431"],
    ["GB82WEST123456987654", "****7654"],
    ["6222021000000012", "****0012"],
    ["1234567", "****"],
    ["帐号一二三四五六七八", "****"],
  ],
  SCORE: [["AAA", "***"]],
  COMPANY_NAME: [["永丰贸易有限公司", "****"]],
  CONTACT: [["13812341234", "****"]],
  OTHER: [["anything at all", "****"]],
};

describe.each(Object.keys(TEXT_MASKS) as Kind[])("the mask of %s", (kind) => {
  it.each(EXAMPLES[kind] ?? [])("shows %j as %j", (value, shown) => {
    expect(TEXT_MASKS[kind](value)).toBe(shown);
  });

  it("has examples here", () => {
    expect(EXAMPLES[kind]?.length).toBeGreaterThan(0);
  });
});

it("every kind of value has a mask; amounts have bands", () => {
  expect(Object.keys(TEXT_MASKS).sort()).toEqual(SENSITIVE_KINDS.filter((kind) => kind !== "AMOUNT").sort());
});
