import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startAccessPolicies, type AccessPolicies, type PolicyEvent } from "../../../src/main/access-policies.js";
import { ConfigError } from "../../../src/platform/config.js";
import { createLog } from "../../../src/platform/log.js";
import { BUILT_IN, factsOf, staffCaller } from "../../support/access-facts.js";

const CLOSED = `@id("closed") @title("Nobody sees anybody.") forbid (principal, action, resource);`;
const FACTS = factsOf(staffCaller("RELATIONSHIP_MANAGEMENT"), ["TEAM"]);
const SOON = { timeout: 20_000, interval: 20 };

let folder: string;
let started: AccessPolicies[];
let events: PolicyEvent[];
let shadow: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "policies-"));
  cpSync(BUILT_IN, folder, { recursive: true });
  [started, events, shadow] = [[], [], []];
});
afterEach(() => {
  for (const each of started) each.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(settings: { policies?: string; shadowPolicies?: string }): AccessPolicies {
  const policies = startAccessPolicies({
    settings,
    builtIn: BUILT_IN,
    log: createLog({ level: "silent", to: "stderr" }),
    onEvent: (event) => events.push(event),
    onShadow: (outcome) => shadow.push(outcome),
  });
  started.push(policies);
  return policies;
}

it("the product's own policies are in force unless another folder is named", () => {
  const { engine } = start({});
  expect(engine.decide(FACTS).level).toBe("STANDARD");
  expect(events).toEqual([{ kind: "POLICIES_IN_FORCE", version: engine.version }]);
});

it("nothing starts on policies with a mistake, and the place is told", () => {
  writeFileSync(join(folder, "wrong.cedar"), "permit (");
  expect(() => start({ policies: folder })).toThrow(ConfigError);
  expect(() => start({ policies: folder })).toThrow(/access\.policies: wrong\.cedar:1: /u);
  expect(events).toEqual([]);
});

it("a change and a refusal are events", async () => {
  const { engine } = start({ policies: folder });
  writeFileSync(join(folder, "wrong.cedar"), "permit (");
  await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ kind: "POLICIES_REFUSED" }), SOON);
  writeFileSync(join(folder, "wrong.cedar"), CLOSED);
  await vi.waitFor(() => expect(events.at(-1)).toEqual({ kind: "POLICIES_IN_FORCE", version: engine.version }), SOON);
  expect(engine.decide(FACTS).level).toBe("NONE");
});

it("a candidate that cannot be loaded is not asked until it is mended, and never answers", async () => {
  writeFileSync(join(folder, "candidate.cedar"), "permit (");
  const policies = start({ shadowPolicies: folder });
  const { engine } = policies;
  const look = () => {
    policies.observe(FACTS, engine.decide(FACTS));
    return shadow.includes("narrower");
  };
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(look()).toBe(false);
  writeFileSync(join(folder, "candidate.cedar"), CLOSED);
  await vi.waitFor(() => expect(look()).toBe(true), SOON);
  expect(engine.decide(FACTS).level).toBe("STANDARD");
  expect(shadow).not.toContain("wider");
});
