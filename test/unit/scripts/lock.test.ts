import { describe, expect, it } from "vitest";
import { lockOffences } from "../../../scripts/checks/lock.ts";

describe("the check of the lock", () => {
  it("names each platform's package that is left out, and who offers it", () => {
    const packages = {
      "": {},
      "node_modules/tool": { optionalDependencies: { "@tool/linux-x64": "2.0.0", "@tool/darwin-arm64": "2.0.0" } },
      "node_modules/@tool/linux-x64": {},
    };
    expect(lockOffences({ packages })).toEqual([
      expect.stringMatching(/^@tool\/darwin-arm64@2\.0\.0, offered by node_modules\/tool, is not in the lock\./),
    ]);
  });

  it.each(["node_modules/a/node_modules/tool-linux-x64", "node_modules/tool-linux-x64"])("finds one at %s", (place) => {
    const packages = {
      "node_modules/a/node_modules/tool": { optionalDependencies: { "tool-linux-x64": "1.0.0" } },
      [place]: {},
    };
    expect(lockOffences({ packages })).toEqual([]);
  });

  it("does not take a package of another branch for it", () => {
    const packages = {
      "node_modules/tool": { optionalDependencies: { "tool-linux-x64": "1.0.0" } },
      "node_modules/a/node_modules/tool-linux-x64": {},
    };
    expect(lockOffences({ packages })).toHaveLength(1);
  });
});
