import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differencesFrom } from "../../../../src/access/policy/decision-check.js";
import {
  factsOfRow,
  readExpectedDecisions,
  TableUnreadable,
} from "../../../../src/access/policy/expected-decisions.js";
import { PolicyEngine } from "../../../../src/access/policy/policy-engine.js";
import { BUILT_IN, builtInEngine, textsWith } from "../../../support/access-facts.js";

const ROWS = readExpectedDecisions(readFileSync(`${BUILT_IN}/expected-decisions.yaml`, "utf8"));

describe("the table that comes with the policies", () => {
  const engine = builtInEngine();

  it.each(ROWS.map((row) => [row.case, row] as const))("%s", (_, row) => {
    expect(differencesFrom([row], engine)).toEqual([]);
  });

  it("lets every policy decide something", () => {
    const decide = (row: (typeof ROWS)[number]) => {
      const { caller, ...facts } = factsOfRow(row);
      if (!("operation" in row)) return engine.decide({ caller, ...facts }).policies;
      return engine.decideOperation(caller, row.operation, facts).policies;
    };
    const deciding = new Set(ROWS.flatMap(decide));
    expect([...engine.policies.keys()].filter((id) => !deciding.has(id))).toEqual([]);
  });
});

it("tells where a set decides otherwise, and by which policy", () => {
  const wider = `@id("wider") @title("Everybody.") @basis("WIDER")
    permit (principal is Staff, action in [Action::"reach", Action::"mask"], resource);`;
  const differences = differencesFrom(ROWS, new PolicyEngine(textsWith({ "wider.cedar": wider })));
  expect(differences).toContainEqual(
    expect.stringMatching(
      /^Analysis is nobody's purpose but the analyst's: level is FULL \(by .*wider.*\); expected: NONE$/u,
    ),
  );
});

describe("a table", () => {
  const row = "case: x\n  who: customer\n  purpose: SELF_SERVICE";
  it.each([
    ["no YAML", "- case: [", /not YAML \(line 1\)/u],
    ["no rows", "[]", />=1/u],
    ["a misspelt key", `- ${row}\n  relations: [SELF]\n  expect: { level: NONE }`, /./u],
    ["an unknown purpose", `- case: x\n  who: customer\n  purpose: FUN\n  expect: { level: NONE }`, /./u],
  ])("with %s is refused", (_, text, why) => {
    expect(() => readExpectedDecisions(text)).toThrow(TableUnreadable);
    expect(() => readExpectedDecisions(text)).toThrow(why);
  });

  it("that forgets a kind of value says so", () => {
    const rows = readExpectedDecisions(`- ${row}\n  relation: [SELF]\n  expect: { level: STANDARD, clear: [AMOUNT] }`);
    expect(differencesFrom(rows, builtInEngine())).toContain("x: the table forgets MOBILE");
  });
});
