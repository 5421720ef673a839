import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { pinnedNode, reasonToInstall } from "../../../scripts/bootstrap.mjs";
import { temporaryTree } from "../../support/temporary-tree.js";

const LOCKED = {
  "": {},
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/b-win32": { version: "1.0.0", integrity: "sha512-b", optional: true },
};
const INSTALLED = { "node_modules/a": LOCKED["node_modules/a"] };

function tree(installed: object | null, locked: object = LOCKED, files: Record<string, string> = {}): Promise<string> {
  return temporaryTree({
    "package-lock.json": JSON.stringify({ packages: locked }),
    "node_modules/a/package.json": "{}",
    ...(installed === null ? {} : { "node_modules/.package-lock.json": JSON.stringify({ packages: installed }) }),
    ...files,
  });
}

async function treeWithNode(script: string): Promise<string> {
  const root = await tree(INSTALLED, LOCKED, { "node_modules/.bin/node": `#!/bin/sh\n${script}\n` });
  await chmod(join(root, "node_modules/.bin/node"), 0o755);
  return root;
}

describe("installed packages", () => {
  it("need nothing when they match the lock, other platforms' packages apart", async () => {
    expect(reasonToInstall(await tree(INSTALLED))).toBeNull();
  });

  it.each([
    ["there are none", null, /node_modules is missing/],
    ["one is missing", {}, /node_modules\/a is missing/],
    ["one is older", { "node_modules/a": { version: "0.9.0", integrity: "sha512-a" } }, /differs/],
    ["one is another file", { "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } }, /differs/],
    ["one is left over", { ...INSTALLED, "node_modules/old": { version: "1.0.0" } }, /old is not in package-lock/],
  ])("are installed again when %s", async (_, installed, reason) => {
    expect(reasonToInstall(await tree(installed))).toMatch(reason);
  });

  it("are installed again when a folder was deleted", async () => {
    const locked = { ...LOCKED, "node_modules/c": { version: "1.0.0" } };
    const root = await tree({ ...INSTALLED, "node_modules/c": { version: "1.0.0" } }, locked);
    expect(reasonToInstall(root)).toBe("node_modules/c is missing");
  });

  it("cannot be judged without a lock", async () => {
    expect(() => reasonToInstall("/nowhere")).toThrow(/package-lock\.json is missing or broken/);
  });
});

describe("the pinned Node", () => {
  it("is named when it works", async () => expect(pinnedNode(await treeWithNode("echo v26.1.2"))).toBe("26.1.2"));

  it.each([
    ["it is too old", "echo v22.0.0", /24 or later is needed/],
    ["it does not start", "exit 126", /does not start/],
    ["it answers something else", "echo hello", /does not start/],
  ])("is refused when %s", async (_, script, message) => {
    const root = await treeWithNode(script);
    expect(() => pinnedNode(root)).toThrow(message);
  });

  it("comes with a remedy when npm did not run its install script", async () => {
    const root = await tree(INSTALLED);
    expect(() => pinnedNode(root)).toThrow(/npm rebuild node --ignore-scripts=false/);
  });
});

describe("the bootstrap as a command", () => {
  it("says one sentence and fails when npm is not there", async () => {
    const root = await tree(null, LOCKED, { "package.json": "{}" });
    await mkdir(join(root, "scripts"));
    await copyFile(
      fileURLToPath(new URL("../../../scripts/bootstrap.mjs", import.meta.url)),
      join(root, "scripts/bootstrap.mjs"),
    );
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(execPath, [join(root, "scripts/bootstrap.mjs")], { env: { PATH: "/nowhere" } }, (error, _, text) =>
        resolve({ code: error?.code, stderr: text }),
      );
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^npm does not start \(.*ENOENT.*\): install npm 10 or later, then run this again\.\n$/);
  });
});
