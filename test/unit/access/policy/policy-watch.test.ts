import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PolicyEngine } from "../../../../src/access/policy/policy-engine.js";
import { readPolicies } from "../../../../src/access/policy/policy-folder.js";
import type { PolicyProblem } from "../../../../src/access/policy/policy-problem.js";
import { PolicyWatch } from "../../../../src/access/policy/policy-watch.js";
import { BUILT_IN, factsOf, staffCaller } from "../../../support/access-facts.js";

const CLOSED = `@id("closed") @title("Nobody sees anybody.") forbid (principal, action, resource);`;
const FACTS = factsOf(staffCaller("RELATIONSHIP_MANAGEMENT"), ["TEAM"]);

let root: string;
let watches: PolicyWatch[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "policies-"));
  watches = [];
});
afterEach(() => {
  for (const each of watches) each.stop();
  rmSync(root, { recursive: true, force: true });
});

function watched(folder: string) {
  const engine = new PolicyEngine(readPolicies(folder, BUILT_IN));
  const accepted: string[] = [];
  const refused: (readonly PolicyProblem[])[] = [];
  watches.push(
    new PolicyWatch({
      engine,
      folder,
      builtIn: BUILT_IN,
      onAccepted: (version) => accepted.push(version),
      onRefused: (problems) => refused.push(problems),
      settleMs: 20,
      pollMs: 50,
    }),
  );
  return { engine, accepted, refused, level: () => engine.decide(FACTS).level };
}

function ownFolder(): string {
  const folder = join(root, "policies");
  cpSync(BUILT_IN, folder, { recursive: true });
  return folder;
}

const SOON = { timeout: 20_000, interval: 20 };

describe("a folder of policies", () => {
  it("that changes is in force soon, once; and again when it is changed back", async () => {
    const folder = ownFolder();
    const { engine, accepted, refused, level } = watched(folder);
    const first = engine.version;
    expect(level()).toBe("STANDARD");
    writeFileSync(join(folder, "closed.cedar"), CLOSED);
    await vi.waitFor(() => expect(level()).toBe("NONE"), SOON);
    rmSync(join(folder, "closed.cedar"));
    await vi.waitFor(() => expect(level()).toBe("STANDARD"), SOON);
    expect(engine.version).toBe(first);
    expect(accepted.length).toBe(2);
    expect(refused).toEqual([]);
  });

  it("with a mistake is refused whole, once, with its place, and the former policies stay", async () => {
    const folder = ownFolder();
    const { engine, accepted, refused, level } = watched(folder);
    const first = engine.version;
    // A wider rule and a mistake in one change: neither may come into force.
    writeFileSync(
      join(folder, "wider.cedar"),
      `@id("w") @title("W.") permit (principal, action, resource);\n\npermit (`,
    );
    await vi.waitFor(() => expect(refused.length).toBe(1), SOON);
    expect(refused[0]?.[0]).toMatchObject({ file: "wider.cedar", line: 3 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([engine.version, level(), accepted.length, refused.length]).toEqual([first, "STANDARD", 0, 1]);
    writeFileSync(join(folder, "wider.cedar"), CLOSED);
    await vi.waitFor(() => expect(level()).toBe("NONE"), SOON);
  });

  it("that is a mounted configuration is followed through its links", async () => {
    // As Kubernetes does it: policies/x.cedar → ..data/x.cedar, ..data → a folder of that version.
    const folder = join(root, "mounted");
    mkdirSync(folder);
    cpSync(BUILT_IN, join(folder, "..one"), { recursive: true });
    mkdirSync(join(folder, "..two"));
    writeFileSync(join(folder, "..two", "own-portfolio.cedar"), CLOSED);
    symlinkSync("..one", join(folder, "..data"));
    symlinkSync("..data/own-portfolio.cedar", join(folder, "own-portfolio.cedar"));
    const { refused, level } = watched(folder);
    expect(level()).toBe("STANDARD");
    symlinkSync("..two", join(folder, "..next"));
    renameSync(join(folder, "..next"), join(folder, "..data"));
    await vi.waitFor(() => expect(level()).toBe("NONE"), SOON);
    expect(refused).toEqual([]);
  });

  it("that disappears leaves the policies in force, says so once, and is taken when it is back", async () => {
    const folder = ownFolder();
    const { refused, level } = watched(folder);
    renameSync(folder, `${folder}-away`);
    await vi.waitFor(() => expect(refused.length).toBe(1), SOON);
    expect(level()).toBe("STANDARD");
    writeFileSync(join(`${folder}-away`, "closed.cedar"), CLOSED);
    renameSync(`${folder}-away`, folder);
    await vi.waitFor(() => expect(level()).toBe("NONE"), SOON);
    expect(refused.length).toBe(1);
  });

  it("that loses all its policies is refused: an empty folder is a mistake", async () => {
    const folder = ownFolder();
    const { refused, level } = watched(folder);
    execFileSync("find", [folder, "-name", "*.cedar", "-delete"]);
    await vi.waitFor(() => expect(refused.flat().map(({ why }) => why)).toContain("there is no policy"), SOON);
    expect(level()).toBe("STANDARD");
  });
});

describe("a folder is refused with", () => {
  const refusal = (prepare: (folder: string) => void) => {
    const folder = ownFolder();
    prepare(folder);
    return () => readPolicies(folder, BUILT_IN);
  };
  it.each<[string, (folder: string) => void, RegExp]>([
    [
      "a pipe in place of a file",
      (folder) => execFileSync("sh", ["-c", 'mkfifo "$0"', join(folder, "pipe.cedar")]),
      /pipe\.cedar: it is no plain file/u,
    ],
    [
      "a folder in place of a file",
      (folder) => mkdirSync(join(folder, "sub.cedar")),
      /sub\.cedar: it is no plain file/u,
    ],
    [
      "a link to nowhere",
      (folder) => symlinkSync("nowhere", join(folder, "gone.cedar")),
      /gone\.cedar: it cannot be read/u,
    ],
    [
      "bytes that are no text",
      (folder) => writeFileSync(join(folder, "bytes.cedar"), Buffer.from([0x80, 0xff])),
      /bytes\.cedar: it is not UTF-8/u,
    ],
    [
      "a huge file",
      (folder) => {
        writeFileSync(join(folder, "huge.cedar"), "");
        truncateSync(join(folder, "huge.cedar"), 2 ** 40);
      },
      /huge\.cedar: it has more than/u,
    ],
    [
      "too many files",
      (folder) => {
        for (let index = 0; index < 201; index += 1) writeFileSync(join(folder, `n${index}.cedar`), "");
      },
      /more than 200 files/u,
    ],
  ])("%s", (_, prepare, why) => {
    expect(refusal(prepare)).toThrow(why);
  });

  it("nothing there at all", () => {
    expect(() => readPolicies(join(root, "none"), BUILT_IN)).toThrow(/no such folder/u);
  });

  it("but not with files that are no policies, nor with a schema of its own, which is never read", () => {
    const read = refusal((folder) => {
      writeFileSync(join(folder, "README.md"), "permit (");
      writeFileSync(join(folder, ".hidden.cedar"), "permit (");
      writeFileSync(join(folder, "schema.cedarschema"), "entity Anything;");
    });
    expect(new PolicyEngine(read()).decide(FACTS).level).toBe("STANDARD");
  });
});
