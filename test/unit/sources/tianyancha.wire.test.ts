import { describe, expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { unseal } from "../../../src/domain/unseal.js";
import type { BaseInfoAnswer, HolderAnswer } from "../../../src/sources/tianyancha/wire.generated.js";
import { toFaultCode, toRegistryRecord, toShareholder, toUpdateInstant } from "../../../src/sources/tianyancha/wire.js";
import { changed, fixture, received } from "../../support/sources/border.js";

const COMPANY = fixture("tianyancha.base-info.json");
const HOLDERS = fixture("tianyancha.holders.json");

const company = (answer: object = COMPANY) =>
  toRegistryRecord(
    received<BaseInfoAnswer>("tianyancha", "BaseInfoAnswer", structuredClone(answer)).inner("result"),
    [],
  );
const withField = (field: string, value: unknown) => company(changed(COMPANY, ["result", field], value));
const holders = (answer: object = HOLDERS) =>
  received<HolderAnswer>("tianyancha", "HolderAnswer", structuredClone(answer))
    .inner("result")
    .elements("items", toShareholder);

describe("a company of Tianyancha in our words", () => {
  it("reads every field of the fixture", () => {
    const { legalRepresentative, ...record } = company();
    expect(record).toEqual({
      recordId: "3084250197",
      name: "海港示例纺织有限公司",
      registrationNumber: "310000012345678",
      unifiedSocialCreditCode: "91310000MA1FG2H38J",
      lei: null,
      status: "存续",
      registeredCapital: { amount: "13421280000.00", currency: "CNY" },
      establishedOn: "2008-04-18",
      address: "示例市通途路12号",
      industry: "纺织业",
      shareholders: [],
    });
    expect(legalRepresentative).toMatchObject({ kind: "ORGANIZATION" });
  });

  it.each([
    [1208448000000, "2008-04-18"],
    ["1208448000000", "2008-04-18"],
    ["2008-04-18", "2008-04-18"],
    ["2008-04-18 00:00:00.0", "2008-04-18"],
    // Midnight in Shanghai in a summer with daylight saving time, and before the epoch.
    [581266800000, "1988-06-03"],
    [-144000000, "1969-12-30"],
    ["--", null],
    ["", null],
    [null, null],
  ])("reads the day %s as %s", (written, day) => {
    expect(withField("estiblishTime", written).establishedOn).toBe(day);
  });

  it.each([
    ["1342128万人民币", null, { amount: "13421280000.00", currency: "CNY" }],
    ["480264.851100万", "人民币", { amount: "4802648511.00", currency: "CNY" }],
    ["480264.851100万", null, { amount: "4802648511.00", currency: "CNY" }],
    ["1,000万元人民币", null, { amount: "10000000.00", currency: "CNY" }],
    ["0.5亿美元", null, { amount: "50000000.00", currency: "USD" }],
    ["300万", "港元", { amount: "3000000.00", currency: "HKD" }],
    ["-", "人民币", null],
    ["--", null, null],
    ["", null, null],
  ])("reads the capital %s (%s)", (text, currency, money) => {
    const answer = changed(
      changed(COMPANY, ["result", "regCapital"], text),
      ["result", "regCapitalCurrency"],
      currency,
    );
    expect(company(answer).registeredCapital).toEqual(money);
  });

  it.each([
    ["type", 1, "PERSON"],
    ["type", 2, "ORGANIZATION"],
    ["type", "2", "ORGANIZATION"],
    ["legalPersonType", 1, "PERSON"],
  ])("takes the legal representative's %s %s as %s", (field, type, kind) => {
    expect(withField(field, type).legalRepresentative).toMatchObject({ kind });
  });

  it("seals the legal representative's name, and has none for a placeholder", () => {
    const representative = company().legalRepresentative;
    expect(JSON.stringify(representative)).toBe('{"name":"[sealed]","kind":"ORGANIZATION"}');
    expect(withField("legalPersonName", "--").legalRepresentative).toBeNull();
  });

  it("takes the credit code of a public institution from its own field", () => {
    const answer = changed(
      changed(COMPANY, ["result", "creditCode"], null),
      ["result", "usCreditCode"],
      "12110108MB012357XN",
    );
    expect(company(answer).unifiedSocialCreditCode).toBe("12110108MB012357XN");
  });

  it("knows when the provider last read the register", () => {
    const wire = received<BaseInfoAnswer>("tianyancha", "BaseInfoAnswer", structuredClone(COMPANY)).inner("result");
    expect(toUpdateInstant(wire)).toBe(1782700000000);
  });

  it.each([
    ["regCapital", "a lot", "registeredCapital"],
    ["regCapital", "100万贝壳", "registeredCapital"],
    ["regCapital", 12, "registeredCapital"],
    ["estiblishTime", "18/04/2008", "establishedOn"],
    ["estiblishTime", "2008-02-30", "establishedOn"],
    ["regLocation", 7, "address"],
  ] as const)("loses only %s to %s", (field, value, ours) => {
    const record = withField(field, value);
    expect(record[ours]).toBeInstanceOf(SourceFault);
    expect(record[ours]).toMatchObject({ code: "SOURCE_MALFORMED", at: `result/${field}` });
    expect((record[ours] as SourceFault).message).not.toContain(String(value));
    expect(record.name).toBe("海港示例纺织有限公司");
  });

  it("is no record without its id", () => {
    expect(() => withField("id", undefined)).toThrow(SourceFault);
  });
});

describe("shareholders of Tianyancha in our words", () => {
  it("reads names without marks, exact shares, and types the other way round", () => {
    const list = holders();
    if (list instanceof SourceFault) throw list;
    expect(list.map(({ name, kind, percent }) => [unseal(name), kind, percent])).toEqual([
      ["示例控股有限公司", "ORGANIZATION", "55"],
      ["张三", "PERSON", "44.5"],
      ["李四", "PERSON", null],
    ]);
    expect(JSON.stringify(list)).not.toContain("张三");
  });

  it("gives no share where the lines of one holder disagree", () => {
    const lines = [{ percent: "10.00%" }, { percent: "20.00%" }];
    expect(holders(changed(HOLDERS, ["result", "items", 0, "capital"], lines))).toMatchObject([
      { percent: null },
      {},
      {},
    ]);
    const same = [{ percent: "10.00%" }, { percent: "10%" }];
    expect(holders(changed(HOLDERS, ["result", "items", 0, "capital"], same))).toMatchObject([
      { percent: "10" },
      {},
      {},
    ]);
  });

  it("is a whole list or a fault, never a part", () => {
    expect(holders(changed(HOLDERS, ["result", "items", 1, "name"], "--"))).toMatchObject({
      at: "result/items/1/name",
    });
    expect(holders(changed(HOLDERS, ["result", "items", 1, "name"], undefined))).toBeInstanceOf(SourceFault);
  });

  it("keeps an unreadable share in its own place", () => {
    const list = holders(changed(HOLDERS, ["result", "items", 0, "capital", 0, "percent"], "155.00%"));
    expect(list).toMatchObject([{ percent: { code: "SOURCE_MALFORMED" } }, { percent: "44.5" }, {}]);
  });
});

describe("Tianyancha's business errors", () => {
  it.each([
    [0, null],
    [300000, null],
    [300001, "SOURCE_UNAVAILABLE"],
    [300002, "SOURCE_MISCONFIGURED"],
    [300003, "SOURCE_MISCONFIGURED"],
    [300004, "SOURCE_THROTTLED"],
    [300005, "SOURCE_MISCONFIGURED"],
    [300006, "SOURCE_BUDGET_EXHAUSTED"],
    [300007, "SOURCE_BUDGET_EXHAUSTED"],
    [300008, "SOURCE_MISCONFIGURED"],
    [300009, "SOURCE_MISCONFIGURED"],
    [300010, "SOURCE_MISCONFIGURED"],
    [300011, "SOURCE_MISCONFIGURED"],
    [300012, "SOURCE_UNAVAILABLE"],
    [399999, "SOURCE_UNAVAILABLE"],
    [undefined, "SOURCE_MALFORMED"],
    ["300000", "SOURCE_MALFORMED"],
  ])("maps %s to %s", (errorCode, fault) => {
    expect(toFaultCode(errorCode)).toBe(fault);
  });
});
