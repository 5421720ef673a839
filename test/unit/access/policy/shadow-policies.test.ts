import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PolicyEngine } from "../../../../src/access/policy/policy-engine.js";
import { ShadowPolicies, type ShadowDifference } from "../../../../src/access/policy/shadow-policies.js";
import type { Relation } from "../../../../src/access/policy/access-facts.js";
import type { Purpose } from "../../../../src/access/vocabulary.js";
import { builtInEngine, builtInTexts, factsOf, staffCaller, textsWith } from "../../../support/access-facts.js";

const WIDER = `@id("all-for-risk") @title("Everybody may.") @basis("ALL")
  permit (principal is Staff, action in [Action::"reach up to HEADER", Action::"mask PERSON_NAME"], resource)
  when { context.purpose == Purpose::"KYC_AML" };`;
const LIVE = builtInEngine();
const NAME = "staff:WANG-JIANGUO";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

function shadowOf(candidate: Pick<PolicyEngine, "decide">, elapsed: () => number = () => 0) {
  const seen = { differences: [] as ShadowDifference[], reports: [] as ShadowDifference[], skipped: 0 };
  const shadow = new ShadowPolicies({
    candidate,
    onDifference: (difference) => seen.differences.push(difference),
    onReport: (difference) => seen.reports.push(difference),
    onSkipped: () => (seen.skipped += 1),
    elapsed,
  });
  const observe = (purpose: Purpose, relations: readonly Relation[] = []) => {
    const facts = factsOf(
      { ...staffCaller(purpose, ["ANALYST", NAME]), subject: NAME },
      relations,
      {},
      { granted: [NAME] },
    );
    shadow.observe(facts, LIVE.decide(facts));
  };
  return { shadow, seen, observe };
}

describe("a candidate beside the policies in force", () => {
  it("is reported where it decides otherwise, without anybody's name", async () => {
    const { seen, observe } = shadowOf(new PolicyEngine(textsWith({ "z.cedar": WIDER })));
    observe("RELATIONSHIP_MANAGEMENT", ["TEAM"]);
    observe("KYC_AML");
    expect(seen.differences).toEqual([]);
    await vi.runAllTimersAsync();
    expect(seen.differences.length).toBe(1);
    expect(seen.differences[0]).toMatchObject({
      asked: { purpose: "KYC_AML", roles: ["ANALYST"] },
      live: { level: "EXISTENCE_ONLY", version: LIVE.version },
      candidate: { level: "HEADER" },
      kinds: ["PERSON_NAME"],
      widens: true,
    });
    expect(JSON.stringify(seen)).not.toContain("JIANGUO");
  });

  it("that decides alike is silent, though it is another text", async () => {
    const { seen, observe } = shadowOf(new PolicyEngine(textsWith({ "z.cedar": "// nothing more" })));
    observe("KYC_AML");
    await vi.runAllTimersAsync();
    expect(seen).toEqual({ differences: [], reports: [], skipped: 0 });
  });

  it("that narrows is told from one that widens", async () => {
    const closed = `@id("closed") @title("Nobody.") forbid (principal, action, resource);`;
    const { seen, observe } = shadowOf(new PolicyEngine(textsWith({ "z.cedar": closed })));
    observe("KYC_AML", ["TEAM"]);
    await vi.runAllTimersAsync();
    expect(seen.differences.map(({ widens }) => widens)).toEqual([false]);
  });

  it("is counted each time and logged once a minute for the same difference", async () => {
    let now = 0;
    const { seen, observe } = shadowOf(new PolicyEngine(textsWith({ "z.cedar": WIDER })), () => now);
    for (let times = 0; times < 5; times += 1) observe("KYC_AML");
    await vi.runAllTimersAsync();
    expect([seen.differences.length, seen.reports.length]).toEqual([5, 1]);
    now = 60_000;
    observe("KYC_AML");
    await vi.runAllTimersAsync();
    expect([seen.differences.length, seen.reports.length]).toEqual([6, 2]);
  });

  it("that throws changes nothing but the count", async () => {
    const { seen, observe } = shadowOf({
      decide: () => {
        throw new Error("the candidate breaks");
      },
    });
    observe("KYC_AML");
    await vi.runAllTimersAsync();
    expect(seen).toEqual({ differences: [], reports: [], skipped: 1 });
  });

  it("that is slow rests nineteen times as long as it works, and what it cannot keep up with is left out", async () => {
    let now = 0;
    let asked = 0;
    const slow = new PolicyEngine(builtInTexts());
    const decide: PolicyEngine["decide"] = (facts) => {
      asked += 1;
      now += 100;
      return slow.decide(facts);
    };
    const { seen, shadow, observe } = shadowOf({ decide }, () => now);
    for (let times = 0; times < 300; times += 1) observe("KYC_AML");
    expect([asked, seen.skipped]).toEqual([0, 300 - 256]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(1_890);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(asked).toBe(2);
    shadow.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(2);
  });

  it("whose listeners throw hurts nobody", async () => {
    const breaks = () => {
      throw new Error("a listener breaks");
    };
    const candidate = new PolicyEngine(textsWith({ "z.cedar": WIDER }));
    const shadow = new ShadowPolicies({ candidate, onDifference: breaks, onReport: breaks, onSkipped: breaks });
    const facts = factsOf(staffCaller("KYC_AML"));
    shadow.observe(facts, LIVE.decide(facts));
    await vi.runAllTimersAsync();
    for (let times = 0; times < 300; times += 1) shadow.observe(facts, LIVE.decide(facts));
    expect(LIVE.decide(facts).level).toBe("EXISTENCE_ONLY");
    shadow.stop();
  });
});
