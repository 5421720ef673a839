import { describe, expect, it } from "vitest";
import { nameFindings } from "../../../scripts/checks/names.ts";
import { temporaryTree } from "../../support/temporary-tree.js";

async function offences(files: Record<string, string>): Promise<string[]> {
  return (await nameFindings(await temporaryTree(files))).offences;
}

describe("a name", () => {
  it.each([
    "src/graph/utils.ts",
    "src/helpers/loan.ts",
    "src/profile/loan-manager.ts",
    "src/profile/customer.service.ts",
    "test/lib/a.ts",
    "src/domain/baseHelper.ts",
    "src/domain/Money.ts",
    "src/graph/loan/index.ts",
  ])("%s is refused", async (file) => expect(await offences({ [file]: "" })).not.toEqual([]));

  it.each([
    "src/graph/loan/loan.type.ts",
    "src/platform/base-url.ts",
    "src/graph/timeline/service-case.type.ts",
    "src/sources/index.ts",
    "src/access/masks/index.ts",
    "deploy/kubernetes/service.yaml",
    "web/console/index.html",
    "sandbox/data/Some_Record.json",
  ])("%s is accepted", async (file) => expect(await offences({ [file]: "" })).toEqual([]));
});

describe("a repository that stands alone", () => {
  // Written in pieces, or this file would be the first offender.
  const [up, root, registryHost, key] = ["..", "/", ["registry", "npmjs", "org"].join("."), "resolved"];
  it.each([
    ["a folder outside", `see ${up}/shared/notes.md`],
    ["a folder further outside", `import "${up}/${up}/shared/a.js"`],
    ["somebody's home", `const file = "${root}home/somebody/a.txt";`],
    ["a workplace", `cd ${root}work/main`],
    ["a registry", `registry=https://${registryHost}/`],
    ["a lock file with addresses", `"${key}": "https://packages.example.com/a.tgz"`],
  ])("does not mention %s", async (_, text) => {
    expect(await offences({ "docs/a.md": `one\n${text}\n` })).toEqual([expect.stringMatching(/^docs\/a\.md:2 /)]);
  });

  it.each(["https://example.com/work/now", "./work/now", "registry.example.com", "the root/home folder", "`~/work/x`"])(
    "may mention %s",
    async (text) => expect(await offences({ "docs/a.md": text })).toEqual([]),
  );
});

describe("a folder named shared", () => {
  const code = `import "${["..", "shared", "money.js"].join("/")}";`;

  it("may be ours", async () => {
    expect(await offences({ "src/graph/loan/a.ts": code, "src/graph/shared/money.ts": "" })).toEqual([]);
  });

  it("may not be somebody else's", async () => {
    expect(await offences({ "src/graph/loan/a.ts": code })).toEqual([
      expect.stringMatching(/^src\/graph\/loan\/a\.ts:1 /),
    ]);
  });
});

describe("a long file", () => {
  const lines = (count: number): string => "const a = 1;\n".repeat(count);

  it("is pointed out, without counting comments", async () => {
    const root = await temporaryTree({
      "src/domain/long.ts": lines(201),
      "src/domain/short.ts": `/**\n${" * why\n".repeat(300)} */\n// more\n\n${lines(200)}`,
      "src/sources/core/wire.generated.ts": lines(900),
    });
    const { offences: none, warnings } = await nameFindings(root);
    expect(none).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^src\/domain\/long\.ts has 201 lines/)]);
  });
});
