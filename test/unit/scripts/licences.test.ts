import { describe, expect, it } from "vitest";
import { isOpen, licenceOffences } from "../../../scripts/checks/licences.ts";
import { temporaryTree } from "../../support/temporary-tree.js";

describe("a licence", () => {
  it.each([
    "MIT",
    "Apache-2.0",
    "(MIT OR GPL-3.0-only)",
    "(MIT AND CC0-1.0)",
    "(BSD-2-Clause OR (MIT AND Elastic-2.0))",
  ])("%s is open", (expression) => expect(isOpen(expression)).toBe(true));

  it.each([
    "Elastic-2.0",
    "BUSL-1.1",
    "SSPL-1.0",
    "UNLICENSED",
    "SEE LICENSE IN LICENSE",
    "MIT AND Elastic-2.0",
    "CC-BY-4.0",
    "",
  ])("%s is not", (expression) => expect(isOpen(expression)).toBe(false));
});

describe("the check of licences", () => {
  it("names the offender, its version, its licence and its path", async () => {
    const root = await treeOf({ "node_modules/a/node_modules/closed": { version: "2.1.0", license: "Elastic-2.0" } });
    expect(await licenceOffences(root)).toEqual([
      "closed@2.1.0 is under Elastic-2.0 (node_modules/a/node_modules/closed)",
    ]);
  });

  it("believes the installed package before the lock file", async () => {
    const root = await treeOf(
      { "node_modules/turned": { version: "3.0.0", license: "MIT" } },
      { "node_modules/turned/package.json": '{ "name": "turned", "version": "3.0.0", "license": "BUSL-1.1" }' },
    );
    expect(await licenceOffences(root)).toEqual([expect.stringContaining("BUSL-1.1")]);
  });

  it("refuses a package that states none", async () => {
    const root = await treeOf({ "node_modules/@scope/silent": { version: "1.0.0" } });
    expect(await licenceOffences(root)).toEqual([
      expect.stringMatching(/^@scope\/silent@1\.0\.0 is under no stated licence/),
    ]);
  });

  it("reads the old ways of stating one", async () => {
    const root = await treeOf({
      "node_modules/object": { version: "1.0.0", license: { type: "MIT" } },
      "node_modules/choice": { version: "1.0.0", licenses: [{ type: "GPL-2.0" }, { type: "MIT" }] },
    });
    expect(await licenceOffences(root)).toEqual([]);
  });

  it("accepts a licence made for data only where a package is data", async () => {
    const root = await treeOf({
      "node_modules/spdx-exceptions": { version: "2.5.0", license: "CC-BY-3.0" },
      "node_modules/some-code": { version: "1.0.0", license: "CC-BY-3.0" },
    });
    expect(await licenceOffences(root)).toEqual([expect.stringMatching(/^some-code@/)]);
  });
});

function treeOf(packages: Record<string, object>, files: Record<string, string> = {}): Promise<string> {
  return temporaryTree({ "package-lock.json": JSON.stringify({ packages: { "": {}, ...packages } }), ...files });
}
