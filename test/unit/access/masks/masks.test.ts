import { describe, expect, it } from "vitest";
import { TEXT_KINDS, textMasks, TEXT_MASKS, type TextKind as Kind } from "../../../../src/access/masks/index.js";
import { SENSITIVE_KINDS } from "../../../../src/access/vocabulary.js";
import { SETTINGS } from "./settings.js";

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
    ["John 王小明", "J**"],
    ["王\u200d小\u200d明", "王**"],
    ["\u202e王小明", "王**"],
    ["（王）小明", "王**"],
    ["क्ष्म्य नाम", "क्*** ना***"],
    ["ﷺ", "*"],
    ["אברהם כהן", "א*** כ***"],
    ["", "*"],
  ],
  DOCUMENT_NUMBER: [
    ["11010519491231002X", "1****************X"],
    ["110105491231002", "1*************2"],
    ["990101198504120012", "9****************2"],
    ["E12345678", "E****5678"],
    ["H1234567801", "H****7801"],
    ["USA110185041201", "U*************1"],
    ["911101198504120013", "9****************3"],
    ["12345678", "1****5678"],
    ["1234567", "********"],
    ["A123456(3)", "********"],
    ["９９０１０１１９８５０４１２００１２", "9****************2"],
    ["9901 0119-8504\u200b120012", "9****************2"],
    ["92330200MA2AB12C9H", "********"],
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
    ["ab@13812341234", "***"],
    ["ab@1.2.3.4", "***"],
    ["_bob@x.cn", "***@x.cn"],
    ["ｚhang＠example.com", "z***@example.com"],
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
  SCORE: [
    ["AAA", "A**"],
    ["A", "A**"],
    ["B+", "B**"],
    ["c2", "C**"],
    ["650", "600–699"],
    ["99.5", "0–99"],
    ["600–650", "***"],
    ["very good", "***"],
  ],
  COMPANY_NAME: [["永丰贸易有限公司", "永**"]],
  CONTACT: [["13812341234", "****"]],
  OTHER: [["anything at all", "****"]],
};

describe.each(TEXT_KINDS)("the mask of %s", (kind) => {
  it.each(EXAMPLES[kind] ?? [])("shows %j as %j", (value, shown) => {
    expect(TEXT_MASKS[kind](value)).toBe(shown);
  });

  it("has examples here", () => {
    expect(EXAMPLES[kind]?.length).toBeGreaterThan(0);
  });
});

const OF_SETTINGS: readonly (readonly [settings: string, kind: Kind, value: string, shown: string])[] = [
  ["partial", "DOCUMENT_NUMBER", "11010519491231002X", "110***********002X"],
  ["partial", "DOCUMENT_NUMBER", "110105491231002", "110*********002"],
  ["strict", "DOCUMENT_NUMBER", "11010519491231002X", "1****************X"],
  ["strict", "DOCUMENT_NUMBER", "E12345678", "E****8"],
  ["hidden", "DOCUMENT_NUMBER", "11010519491231002X", "********"],
  ["odd", "DOCUMENT_NUMBER", "11010519491231002X", "11****************"],
  ["odd", "DOCUMENT_NUMBER", "E12345678", "****8"],
  ["strict", "PERSON_NAME", "王伟", "王**"],
  ["strict", "PERSON_NAME", "王", "***"],
  ["strict", "PERSON_NAME", "John A Smith", "J***"],
  ["hidden", "PERSON_NAME", "王小明", "***"],
  ["strict", "MOBILE", "13812341234", "*******1234"],
  ["hidden", "MOBILE", "13812341234", "***********"],
  ["strict", "PHONE", "010-12345678", "010-****"],
  ["strict", "EMAIL", "zhang@example.com", "***@example.com"],
  ["hidden", "EMAIL", "zhang@example.com", "***"],
  ["strict", "ADDRESS", "浙江省宁波市镇海区骆驼街道2号", "浙江省宁波市****"],
  ["hidden", "ADDRESS", "浙江省宁波市镇海区骆驼街道2号", "****"],
  ["strict", "BIRTH_DATE", "1985-04-12", "198*-**-**"],
  ["hidden", "BIRTH_DATE", "1985-04-12", "****-**-**"],
  ["strict", "ACCOUNT_NUMBER", "6222021000000012", "****12"],
  ["strict", "ACCOUNT_NUMBER", "GB82WEST12345698765432", "GB** **** 32"],
  ["hidden", "ACCOUNT_NUMBER", "GB82WEST12345698765432", "****"],
  ["strict", "CARD_NUMBER", "6222021000000000017", "尾号17"],
  ["counts", "CARD_NUMBER", "6222021000000000017", "622202*********0017"],
  ["counts", "CARD_NUMBER", "4111111111111111", "41111111****1111"],
  ["counts", "CARD_NUMBER", "3530111333300000", "353011******0000"],
  ["odd", "CARD_NUMBER", "4111111111111111", "411111**********"],
  ["hidden", "CARD_NUMBER", "6222021000000000017", "尾号****"],
  ["strict", "SCORE", "AAA", "***"],
];

it.each(OF_SETTINGS)("with %s settings the mask of %s shows %j as %j", (name, kind, value, shown) => {
  const settings = SETTINGS[name];
  expect(settings && textMasks(settings)[kind](value)).toBe(shown);
});

it("shows the published ends of a sole trader's company code", () => {
  // The check character is right: what only looks like a code is hidden whole, as above.
  expect(TEXT_MASKS.DOCUMENT_NUMBER("92330200MA2AB12C9L")).toBe("923302****2C9L");
});

it("every kind of value has a mask; amounts have bands", () => {
  expect(Object.keys(TEXT_MASKS).sort()).toEqual(SENSITIVE_KINDS.filter((kind) => kind !== "AMOUNT").sort());
});
