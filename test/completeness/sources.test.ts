import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openSources } from "../../src/main/upstreams.js";
import type { SourceFacts, SourceName } from "../../src/domain/source.js";
import { cacheSchema } from "../../src/platform/cache/cache-settings.js";
import { Contract } from "../../src/platform/contract.js";
import { card } from "../../src/sources/card/source.js";
import { coreBanking } from "../../src/sources/core-banking/source.js";
import { creditBureau } from "../../src/sources/credit-bureau/source.js";
import { crm } from "../../src/sources/crm/source.js";
import { gleif } from "../../src/sources/gleif/source.js";
import { loan } from "../../src/sources/loan/source.js";
import { qichacha } from "../../src/sources/qichacha/source.js";
import { tianyancha } from "../../src/sources/tianyancha/source.js";

const ALL: readonly SourceFacts[] = [card, coreBanking, creditBureau, crm, gleif, loan, qichacha, tianyancha];
const contractTests = readdirSync("test/contract")
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => readFileSync(`test/contract/${file}`, "utf8"));

it("every folder of sources is a source with its three files", () => {
  const folders = readdirSync("src/sources", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(ALL.map(({ name }) => name).sort());
  for (const { name } of folders) {
    expect(readdirSync(`src/sources/${name}`)).toEqual(expect.arrayContaining(["client.ts", "source.ts", "wire.ts"]));
  }
});

it("every source is wired", () => {
  const wiring = readFileSync("src/main/upstreams.ts", "utf8");
  expect(typeof openSources).toBe("function");
  for (const { name } of ALL) expect(wiring).toContain(`../sources/${name}/source.js`);
});

describe.each(ALL.map((facts): [SourceName, SourceFacts] => [facts.name, facts]))("the source %s", (name, facts) => {
  it("has an owner and a name for people", () => {
    expect(facts.owner.trim()).not.toBe("");
    expect(facts.title.trim()).not.toBe("");
  });

  it("has a time limit between a blink and a minute", () => {
    expect(facts.timeoutMs).toBeGreaterThanOrEqual(100);
    expect(facts.timeoutMs).toBeLessThanOrEqual(60_000);
  });

  it("says how it may be called, and doubles no call that is paid for or limited", () => {
    const { attempts, hedged, callsPerMinute, callsPerDay } = facts.resilience;
    expect([1, 2, 3]).toContain(attempts);
    if (callsPerMinute !== null || callsPerDay !== null) expect(hedged).toBe(false);
  });

  it("says of whatever may be kept of it for whom and for how long, and that the bank may set each of it", () => {
    const settable = cacheSchema.parse({}).rules as Record<string, object>;
    for (const [operation, rule] of Object.entries(facts.cache)) {
      expect(["shared", "per-caller"]).toContain(rule.scope);
      expect(rule.freshSeconds).toBeLessThanOrEqual(facts.freshnessBudgetSeconds);
      expect(rule.ifErrorSeconds).toBeLessThanOrEqual(facts.maxStaleSeconds);
      expect(rule.absentSeconds).toBeLessThanOrEqual(rule.freshSeconds);
      const set = { rules: { [name]: { [operation]: { freshSeconds: 1 } } } };
      expect(cacheSchema.parse(set).rules, operation).toMatchObject(set.rules);
    }
    expect(name === "credit-bureau" || name in settable).toBe(true);
  });

  it("is fresh for some time, stale after it, and weighs something", () => {
    expect(facts.freshnessBudgetSeconds).toBeGreaterThan(0);
    expect(facts.freshnessBudgetSeconds).toBeLessThanOrEqual(facts.maxStaleSeconds);
    expect(facts.trust).toBeGreaterThan(0);
    expect(facts.trust).toBeLessThanOrEqual(1);
  });

  it("has a contract that compiles", () => {
    expect(() => Contract.read(`schema/upstream/${facts.contract}`)).not.toThrow();
  });

  it("has a contract test", () => {
    expect(contractTests.some((text) => text.includes(`"${name}"`))).toBe(true);
  });
});
