import { describe, expect, it } from "vitest";
import { toInstant } from "../../../src/domain/instant.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { unseal } from "../../../src/domain/unseal.js";
import { signatureOf } from "../../../src/sources/qichacha/client.js";
import type { RegisterAnswer } from "../../../src/sources/qichacha/wire.generated.js";
import { toFaultCode, toRegistryRecord, toUpdateInstant } from "../../../src/sources/qichacha/wire.js";
import { changed, fixture, received } from "../../support/sources/border.js";

const ANSWER = fixture("qichacha.register.json");
const DATA = ["Result", "Data"] as const;

const entry = (answer: object = ANSWER) =>
  received<RegisterAnswer>("qichacha", "RegisterAnswer", structuredClone(answer)).inner("Result").inner("Data");
const withField = (path: readonly (string | number)[], value: unknown) =>
  toRegistryRecord(entry(changed(ANSWER, [...DATA, ...path], value)));

describe("a company of Qichacha in our words", () => {
  it("reads every field of the fixture", () => {
    const { legalRepresentative, shareholders, ...record } = toRegistryRecord(entry());
    expect(record).toEqual({
      recordId: "9c1f2e3d4b5a69788796a5b4c3d2e1f0",
      name: "海港示例纺织有限公司",
      registrationNumber: "310000012345678",
      unifiedSocialCreditCode: "91310000MA1FG2H38J",
      lei: null,
      status: "存续",
      registeredCapital: { amount: "13421280000.00", currency: "CNY" },
      establishedOn: "2008-04-18",
      address: "示例市通途路12号",
      industry: "纺织业",
    });
    expect(legalRepresentative).toMatchObject({ kind: "PERSON" });
    if (shareholders instanceof SourceFault) throw shareholders;
    expect(shareholders.map(({ name, kind, percent }) => [unseal(name), kind, percent])).toEqual([
      ["示例控股有限公司", "ORGANIZATION", "55"],
      ["张三", "PERSON", "44.5"],
      ["示例合伙企业", "ORGANIZATION", null],
    ]);
    expect(JSON.stringify({ legalRepresentative, shareholders })).not.toContain("张三");
  });

  it("is as of the provider's last look at the register, in Chinese time", () => {
    expect(toUpdateInstant(entry())).toBe(toInstant("2026-06-29T08:30:00+08:00"));
    expect(toUpdateInstant(entry(changed(ANSWER, [...DATA, "UpdatedDate"], "")))).toBeNull();
  });

  it("treats a legal representative of unknown kind as a person", () => {
    expect(withField(["OperId"], null).legalRepresentative).toMatchObject({ kind: "PERSON" });
    expect(withField(["OperId"], "0a1b").legalRepresentative).toMatchObject({ kind: "ORGANIZATION" });
  });

  it.each([
    [["KeyNo"], "p1", "PERSON"],
    [["StockType"], "自然人股东", "ORGANIZATION"],
  ] as const)("tells a holder's kind by %s before its description", (field, value, kind) => {
    expect(withField(["Partners", 0, ...field], value).shareholders).toMatchObject([{ kind }, {}, {}]);
  });

  it.each([
    [["RegistCapi"], "many", "registeredCapital"],
    [["StartDate"], "soon", "establishedOn"],
    [["Address"], 12, "address"],
    [["Industry"], "纺织业", "industry"],
    [["Partners"], "none", "shareholders"],
    [["Partners", 1, "StockName"], "", "shareholders"],
  ] as const)("loses only the field at %s to %s", (path, value, ours) => {
    const record = withField(path, value);
    expect(record[ours]).toMatchObject({ code: "SOURCE_MALFORMED" });
    expect(record.name).toBe("海港示例纺织有限公司");
  });

  it("keeps a share without a percent sign apart: 0.55 and 55 cannot be told from each other", () => {
    expect(withField(["Partners", 0, "StockPercent"], "0.55").shareholders).toMatchObject([
      { percent: { code: "SOURCE_MALFORMED", at: "Result/Data/Partners/0/StockPercent" } },
      { percent: "44.5" },
      {},
    ]);
  });

  it("reads an entry that is not wrapped", () => {
    const bare = { ...ANSWER, Result: (ANSWER["Result"] as { Data: object }).Data };
    const wire = received<{ Result: object }>("qichacha", "BareRegisterAnswer", structuredClone(bare));
    expect(toRegistryRecord(wire.inner("Result") as ReturnType<typeof entry>).name).toBe("海港示例纺织有限公司");
  });
});

describe("Qichacha's statuses", () => {
  it.each([
    ["200", null],
    ["201", null],
    ["101", "SOURCE_UNAVAILABLE"],
    ["301", "SOURCE_UNAVAILABLE"],
    [200, "SOURCE_MALFORMED"],
    [undefined, "SOURCE_MALFORMED"],
    ["张三", "SOURCE_MALFORMED"],
  ])("maps %s to %s", (status, fault) => {
    expect(toFaultCode(status)).toBe(fault);
  });
});

describe("Qichacha's signature", () => {
  it("is the upper-case MD5 of key, time and secret", () => {
    expect(signatureOf({ key: "demo-key", secret: "demo-secret" }, "1700000000")).toBe(
      "D31228E9463E47F39786F43F0A68D3C8",
    );
  });
});
