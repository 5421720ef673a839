import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryTree } from "../../support/temporary-tree.js";

/** What lint says of one file at a path of the repository; types are left out, so that no packages are needed. */
async function lint(path: string, code: string): Promise<string> {
  const rules: { options: object } = JSON.parse(await readFile(".oxlintrc.json", "utf8"));
  const root = await temporaryTree({
    ".oxlintrc.json": JSON.stringify({ ...rules, options: { ...rules.options, typeAware: false } }),
    [path]: `${code}\n`,
  });
  return new Promise((resolve) => {
    execFile(join(process.cwd(), "node_modules/.bin/oxlint"), ["--format=unix"], { cwd: root }, (_, output) =>
      resolve(output),
    );
  });
}

const ENVIRONMENT = 'export const home = process.env["HOME"];';
const NETWORK = 'export const answer = () => fetch("https://example.com");';
const TIME = "export const now = () => Date.now();";

describe("lint", () => {
  it.each([
    ["the environment", ENVIRONMENT, "src/graph/context.ts", /no-process-env/],
    [
      "the environment by import",
      'import { env } from "node:process"; export const e = env;',
      "src/main.ts",
      /no-restricted-imports/,
    ],
    ["the network", NETWORK, "src/sources/core/client.ts", /no-restricted-globals/],
    ["the machine's time", TIME, "src/profile/totals.ts", /no-restricted-properties/],
    ["the console", "console.log(1); export {};", "src/server.ts", /no-console/],
    ["any", "export const a = (b: any): unknown => b;", "src/domain/a.ts", /no-explicit-any/],
    [
      "a type that is asserted away",
      "export const a = (b: string | null) => b!;",
      "src/domain/a.ts",
      /no-non-null-assertion/,
    ],
    ["a compiler error that is hushed", "// @ts-ignore\nexport const a = 1;", "src/domain/a.ts", /ban-ts-comment/],
    [
      "a very long file",
      Array.from({ length: 301 }, (_, at) => `export const a${at} = 1;`).join("\n"),
      "src/domain/a.ts",
      /max-lines/,
    ],
  ])("refuses %s", async (_, code, path, rule) => {
    expect(await lint(path, code)).toMatch(rule);
  });

  it.each([
    ["the environment in the configuration", ENVIRONMENT, "src/platform/config.ts"],
    ["the environment in the configuration's folder", ENVIRONMENT, "src/platform/config/read.ts"],
    ["the environment in a test", ENVIRONMENT, "test/unit/a.test.ts"],
    ["the machine's time in the clock", TIME, "src/platform/clock.ts"],
    ["the network in a test", NETWORK, "test/journeys/a.test.ts"],
  ])("accepts %s", async (_, code, path) => {
    expect(await lint(path, code)).not.toMatch(/no-process-env|no-restricted/);
  });
});
