/** Runs all checks and all tests, whatever fails on the way, and ends with a table and `N passed, N failed`. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runCommand, type Step, type StepResult } from "./step.ts";
import { table } from "./table.ts";
import { tallyReport } from "./vitest-report.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Answers the exit status: 0 only when everything passed. */
export async function runEverything(args: string[]): Promise<number> {
  const only = halfAskedFor(args);
  if (only === "unknown") {
    console.error("Usage: node scripts/test.mjs [--only checks|tests]");
    return 2;
  }
  const results = [...(only === "tests" ? [] : await runChecks()), ...(only === "checks" ? [] : [await runTests()])];
  const passed = sum(results.map((result) => result.passed));
  const failed = sum(results.map((result) => result.failed));
  console.log(`\n${table(results)}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function halfAskedFor(args: string[]): "checks" | "tests" | "all" | "unknown" {
  try {
    const { only } = parseArgs({ args, options: { only: { type: "string", default: "all" } } }).values;
    return only === "checks" || only === "tests" || only === "all" ? only : "unknown";
  } catch {
    return "unknown";
  }
}

/** Every `check:…` script of package.json is a check; adding one there is all it takes. */
async function checks(): Promise<Step[]> {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    await readFile(join(ROOT, "package.json"), "utf8"),
  );
  return Object.entries(scripts)
    .filter(([name]) => name.startsWith("check:"))
    .map(([name, command]) => ({ name, command }));
}

/** As many checks at a time as there are processors, at most four: most of them use one. */
async function runChecks(): Promise<StepResult[]> {
  const waiting = await checks();
  const results: StepResult[] = [];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await runCheck(step));
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, worker));
  return results.toSorted((left, right) => left.name.localeCompare(right.name));
}

async function runCheck({ name, command }: Step): Promise<StepResult> {
  const { status, output, seconds } = await runCommand(ROOT, command, "collect");
  const ok = status === 0;
  console.log(`${ok ? "passed" : "FAILED"}  ${name}  ${seconds.toFixed(1)} s`);
  const shown = ok ? output.split("\n").filter((line) => line.startsWith("warning: ")) : output.trimEnd().split("\n");
  for (const line of shown) console.log(`        ${line}`);
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, seconds };
}

async function runTests(): Promise<StepResult> {
  const folder = await mkdtemp(join(tmpdir(), "vitest-report-"));
  try {
    const file = join(folder, "report.json");
    const command = `vitest run --allowOnly=false --reporter=default --reporter=json --outputFile.json="${file}"`;
    const { status, seconds } = await runCommand(ROOT, command, "show");
    const { passed, failed, problems } = tallyReport(await readFile(file, "utf8").catch(() => null), status);
    for (const problem of problems) console.log(`FAILED  ${problem}`);
    return { name: "tests", passed, failed, seconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
