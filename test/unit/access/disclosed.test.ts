import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Decision } from "../../../src/access/decision.js";
import { Disclosed } from "../../../src/access/disclosed.js";
import { seal } from "../../../src/domain/sealed.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { decisionOf } from "../../support/decisions.js";

const FAULT = new SourceFault("loan", "SOURCE_MALFORMED");
const NAME = seal("王小明");
const MONEY = seal({ amount: "982340.55", currency: "CNY" });

function told(shown: Disclosed | SourceFault): unknown {
  return shown instanceof Disclosed ? [shown.printed, shown.outcome] : shown;
}

describe("a value under a decision", () => {
  it.each<[string, Decision, unknown]>([
    ["open", decisionOf({ clear: ["PERSON_NAME"] }), ["王小明", "CLEAR"]],
    ["masked", decisionOf(), ["王**", "MASKED"]],
    ["withheld", decisionOf({ denied: ["PERSON_NAME"] }), [null, "DENIED"]],
    ["withheld where nothing is reached", decisionOf({ level: "NONE" }), [null, "DENIED"]],
  ])("is %s", (_, under, expected) => {
    expect(told(Disclosed.under(under, "PERSON_NAME", NAME))).toEqual(expected);
  });

  it("stays a mask where only a mask is shown", () => {
    const open = decisionOf({ clear: ["PERSON_NAME"] });
    expect(told(Disclosed.alwaysMasked(open, "PERSON_NAME", NAME))).toEqual(["王**", "MASKED"]);
    expect(told(Disclosed.alwaysMasked(decisionOf({ level: "NONE" }), "PERSON_NAME", NAME))).toEqual([null, "DENIED"]);
  });

  it("of a number is whole or nothing", () => {
    expect(told(Disclosed.under(decisionOf({ clear: ["OTHER"] }), "OTHER", seal(3)))).toEqual([3, "CLEAR"]);
    expect(told(Disclosed.under(decisionOf(), "OTHER", seal(3)))).toEqual([null, "MASKED"]);
  });

  it("that is not there says so, and a fault of its source stays one", () => {
    expect(told(Disclosed.under(decisionOf(), "OTHER", null))).toEqual([null, "NULL_AT_SOURCE"]);
    expect(told(Disclosed.alwaysMasked(decisionOf(), "OTHER", null))).toEqual([null, "NULL_AT_SOURCE"]);
    expect(Disclosed.under(decisionOf(), "OTHER", FAULT)).toBe(FAULT);
    expect(Disclosed.alwaysMasked(decisionOf(), "OTHER", FAULT)).toBe(FAULT);
  });

  it.each([NAME, null, FAULT])("that is denied looks the same whether it is there, missing or broken", (value) => {
    const denied = decisionOf({ denied: ["PERSON_NAME"] });
    expect(told(Disclosed.under(denied, "PERSON_NAME", value))).toEqual([null, "DENIED"]);
    expect(told(Disclosed.alwaysMasked(denied, "PERSON_NAME", value))).toEqual([null, "DENIED"]);
  });
});

describe("a grant", () => {
  const granted = new Map([["IdentityDocument.number", "grant-1"]]);
  const number = seal("990101198504120012");
  const shownAt = (field: string, grantsHonoured: boolean) =>
    told(Disclosed.under(decisionOf({ grantsHonoured }, granted), "DOCUMENT_NUMBER", number, field));

  it("opens its field, and no other of the same kind", () => {
    expect(shownAt("IdentityDocument.number", true)).toEqual(["990101198504120012", "CLEAR"]);
    expect(shownAt("Identifier.value", true)).toEqual(["9****************2", "MASKED"]);
  });

  it("opens nothing for a purpose that honours none", () => {
    expect(shownAt("IdentityDocument.number", false)).toEqual(["9****************2", "MASKED"]);
  });
});

describe("an amount under a decision", () => {
  it.each<[string, Decision, unknown]>([
    ["exact", decisionOf({ clear: ["AMOUNT"] }), ["CNY", "982340.55", "500k–1m", "982,340.55"]],
    ["its band", decisionOf(), ["CNY", null, "500k–1m", "50–100万"]],
    ["nothing, not even in which currency", decisionOf({ denied: ["AMOUNT"] }), ["XXX", null, null, null]],
  ])("is %s", (_, under, expected) => {
    const { currency, amount, band, display } = Disclosed.amount(under, MONEY);
    expect([currency, amount.printed, band.printed, display.printed]).toEqual(expected);
  });
});

describe("what is disclosed", () => {
  it("is made under a decision, or of what is nobody's secret, and in no other way", () => {
    const ways = Object.getOwnPropertyNames(Disclosed).filter((way) => !["length", "name", "prototype"].includes(way));
    expect(ways.sort()).toEqual([
      "alwaysMasked",
      "amount",
      "denied",
      "noAmount",
      "ofData",
      "open",
      "published",
      "systemKey",
      "under",
    ]);
  });

  it("shows nothing on its way", () => {
    const shown = Disclosed.under(decisionOf({ clear: ["PERSON_NAME"] }), "PERSON_NAME", NAME);
    expect(JSON.stringify({ shown })).toBe('{"shown":"[disclosed]"}');
    expect(`${inspect(shown, { showHidden: true })} ${Object.values(shown).join()}`).not.toContain("王");
  });
});
