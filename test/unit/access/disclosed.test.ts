import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Decision } from "../../../src/access/decision.js";
import { Disclosed } from "../../../src/access/disclosed.js";
import { SENSITIVE_KINDS, type AccessLevel, type SensitiveKind } from "../../../src/access/vocabulary.js";
import { seal } from "../../../src/domain/sealed.js";
import { SourceFault } from "../../../src/domain/source-fault.js";

function decision(
  parts: { level?: AccessLevel; clear?: readonly SensitiveKind[]; denied?: readonly SensitiveKind[] } = {},
): Decision {
  const { level = "STANDARD", clear = [], denied = [] } = parts;
  return new Decision({ level, clear, denied, basis: "A_TEST", reason: "ROLE_CLEARANCE", policies: [] });
}

const FAULT = new SourceFault("loan", "SOURCE_MALFORMED");
const name = seal("王小明");
const money = seal({ amount: "982340.55", currency: "CNY" });
const printed = (shown: Disclosed | null | SourceFault): unknown =>
  shown instanceof Disclosed ? shown.printed : shown;

describe("a decision", () => {
  it("masks whatever it does not clear", () => {
    for (const kind of SENSITIVE_KINDS) expect(decision().rendering(kind)).toBe("MASKED");
  });

  it.each(["NONE", "EXISTENCE_ONLY"] as const)("of level %s denies even what it clears", (level) => {
    for (const kind of SENSITIVE_KINDS)
      expect(decision({ level, clear: SENSITIVE_KINDS }).rendering(kind)).toBe("DENIED");
  });

  it("denies rather than clears", () => {
    expect(decision({ clear: ["AMOUNT"], denied: ["AMOUNT"] }).rendering("AMOUNT")).toBe("DENIED");
  });
});

describe("a value under a decision", () => {
  it.each<[string, Decision, unknown]>([
    ["open", decision({ clear: ["PERSON_NAME"] }), "王小明"],
    ["masked", decision(), "王**"],
    ["withheld", decision({ denied: ["PERSON_NAME"] }), null],
    ["withheld where nothing is reached", decision({ level: "NONE" }), null],
  ])("is %s", (_, under, expected) => {
    expect(printed(Disclosed.under(under, "PERSON_NAME", name))).toBe(expected);
  });

  it("stays a mask where only a mask is shown", () => {
    expect(printed(Disclosed.alwaysMasked(decision({ clear: ["PERSON_NAME"] }), "PERSON_NAME", name))).toBe("王**");
    expect(Disclosed.alwaysMasked(decision({ level: "NONE" }), "PERSON_NAME", name)).toBeNull();
  });

  it("of a number is whole or nothing", () => {
    expect(printed(Disclosed.under(decision({ clear: ["OTHER"] }), "OTHER", seal(3)))).toBe(3);
    expect(Disclosed.under(decision(), "OTHER", seal(3))).toBeNull();
  });

  it.each([null, FAULT])("stays what it is when there is none", (missing) => {
    expect(Disclosed.under(decision(), "OTHER", missing)).toBe(missing);
    expect(Disclosed.alwaysMasked(decision(), "OTHER", missing)).toBe(missing);
  });
});

describe("an amount under a decision", () => {
  it.each<[string, Decision, unknown]>([
    ["exact", decision({ clear: ["AMOUNT"] }), ["982340.55", "500k–1m", "982,340.55"]],
    ["its band", decision(), [undefined, "500k–1m", "50–100万"]],
    ["nothing", decision({ denied: ["AMOUNT"] }), [undefined, undefined, undefined]],
  ])("is %s", (_, under, expected) => {
    const { currency, amount, band, display } = Disclosed.amount(under, money);
    expect(currency).toBe("CNY");
    expect([amount?.printed, band?.printed, display?.printed]).toEqual(expected);
  });
});

describe("what is disclosed", () => {
  it("is made under a decision, or of what is nobody's secret, and in no other way", () => {
    const ways = Object.getOwnPropertyNames(Disclosed).filter((way) => !["length", "name", "prototype"].includes(way));
    expect(ways.sort()).toEqual(["alwaysMasked", "amount", "published", "systemKey", "under"]);
  });

  it("shows nothing on its way", () => {
    const shown = Disclosed.under(decision({ clear: ["PERSON_NAME"] }), "PERSON_NAME", name);
    expect(JSON.stringify({ shown })).toBe('{"shown":"[disclosed]"}');
    expect(`${inspect(shown, { showHidden: true })} ${Object.values(shown ?? {}).join()}`).not.toContain("王");
  });
});
