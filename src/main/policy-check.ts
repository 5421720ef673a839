import { readFileSync } from "node:fs";
import { differencesFrom } from "../access/policy/decision-check.js";
import { readExpectedDecisions, TableUnreadable } from "../access/policy/expected-decisions.js";
import { PolicyEngine } from "../access/policy/policy-engine.js";
import { readPolicies } from "../access/policy/policy-folder.js";
import { PoliciesRefused } from "../access/policy/policy-problem.js";
import { PolicySet, type PolicyTexts } from "../access/policy/policy-set.js";
import { ruleFindings, type RuleFinding } from "../access/policy/rule-reach.js";
import { PATHS } from "./paths.js";

/**
 * Checks a folder of policies before anybody puts it in force: does it load, does it decide as its table expects, does
 * every rule matter? Prints what it finds; the status is 1 unless the set is whole, decides as expected and has no rule
 * that never applies. A rule that only repeats others is pointed out.
 */
export async function runPolicyCheck(options: { policies: string | null; table: string | null }): Promise<void> {
  const { lines, isGood } = checkedPolicies(options.policies ?? PATHS.policies, options.table, PATHS.policies);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (!isGood) process.exitCode = 1;
}

export function checkedPolicies(folder: string, table: string | null, builtIn: string) {
  let texts: PolicyTexts;
  let engine: PolicyEngine;
  try {
    texts = readPolicies(folder, builtIn);
    engine = new PolicyEngine(texts);
  } catch (error) {
    if (!(error instanceof PoliciesRefused)) throw error;
    return { lines: [error.message], isGood: false };
  }
  const rows = readTable(table ?? `${builtIn}/expected-decisions.yaml`);
  if (typeof rows === "string") return { lines: [rows], isGood: false };
  const differences = differencesFrom(rows, engine);
  const findings = ruleFindings(PolicySet.compile(texts));
  const count = `${engine.policies.size} policies, version ${engine.version}; ${rows.length} expected decisions`;
  return {
    lines: [
      count,
      ...differences.map((line) => `differs: ${line}`),
      ...findings.map(findingLine),
      verdict(differences),
    ],
    isGood: differences.length === 0 && findings.every(({ what }) => what !== "unreachable"),
  };
}

function readTable(path: string) {
  try {
    return readExpectedDecisions(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof TableUnreadable) return `${path}: ${error.message}`;
    return `${path}: there is no such file, or it cannot be read`;
  }
}

function findingLine({ policy, what, by }: RuleFinding): string {
  return what === "unreachable"
    ? `unreachable: policy ${policy} never decides anything`
    : `shadowed: whatever policy ${policy} permits, ${by.join(", ")} permit as well`;
}

function verdict({ length }: readonly string[]): string {
  return length === 0 ? "Every decision is as expected." : `${length} differences.`;
}
