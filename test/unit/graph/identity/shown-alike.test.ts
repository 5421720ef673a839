import { describe, expect, it } from "vitest";
import { isShownAlike } from "../../../../src/graph/identity/shown-alike.rule.js";
import { decisionOf } from "../../../support/decisions.js";

const masked = decisionOf();
const clear = decisionOf({ clear: ["MOBILE"] });
const denied = decisionOf({ denied: ["MOBILE"] });

describe("that two have one number is told", () => {
  it("where it is masked of both, or shown of both", () => {
    expect(isShownAlike(masked, masked, "MOBILE")).toBe(true);
    expect(isShownAlike(clear, clear, "MOBILE")).toBe(true);
  });

  it("never where the one's would tell the other's, nor where it is denied", () => {
    expect(isShownAlike(clear, masked, "MOBILE")).toBe(false);
    expect(isShownAlike(masked, clear, "MOBILE")).toBe(false);
    expect(isShownAlike(denied, denied, "MOBILE")).toBe(false);
    expect(isShownAlike(decisionOf({ level: "NONE" }), masked, "MOBILE")).toBe(false);
  });

  it("of nothing masked while a grant opens values of one of them", () => {
    const granted = decisionOf({ grantsHonoured: true }, new Map([["ContactPoint.value", "grant-1"]]));
    expect(isShownAlike(granted, masked, "MOBILE")).toBe(false);
    expect(isShownAlike(masked, granted, "MOBILE")).toBe(false);
    expect(isShownAlike(granted, granted, "USCC")).toBe(true);
  });
});
