import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ensureProgram, THIS_MACHINE, type Machine } from "../../support/ensure-program.js";
import { temporaryTree } from "../../support/temporary-tree.js";

const PROGRAM = { command: "some-server", debianPackage: "some-server-package" };

/** A machine whose whole PATH is one folder; `installs` is what apt-get would put there. */
async function machine(has: string[], { isRoot = true, installs = [] as string[] } = {}) {
  const path = await temporaryTree({});
  const put = async (name: string): Promise<void> => {
    await writeFile(join(path, name), "");
    await chmod(join(path, name), 0o755);
  };
  for (const name of has) await put(name);
  const ran: string[][] = [];
  const given: Machine = {
    path,
    isRoot,
    run: async (_, args) => {
      ran.push([...args]);
      if (args.includes("install")) for (const name of installs) await put(name);
    },
  };
  return { given, path, ran };
}

describe("a program that a test needs", () => {
  it("is found on the path, and nothing is installed", async () => {
    const { given, path, ran } = await machine(["some-server", "apt-get"]);
    expect(await ensureProgram(PROGRAM, given)).toBe(join(path, "some-server"));
    expect(ran).toEqual([]);
  });

  it("may have several names, the first that exists counts", async () => {
    const { given, path } = await machine(["chromium-browser"]);
    const program = { command: ["chromium", "chromium-browser"], debianPackage: "chromium" };
    expect(await ensureProgram(program, given)).toBe(join(path, "chromium-browser"));
  });

  it("may live off the path", async () => {
    const { path } = await machine(["some-server"]);
    const { given } = await machine([]);
    expect(await ensureProgram({ ...PROGRAM, alsoIn: [path] }, given)).toBe(join(path, "some-server"));
  });

  it("is installed by root on Debian", async () => {
    const { given, path, ran } = await machine(["apt-get"], { installs: ["some-server"] });
    expect(await ensureProgram(PROGRAM, given)).toBe(join(path, "some-server"));
    expect(ran.map((args) => args.at(-1))).toEqual(["update", "some-server-package"]);
  });

  it("may need more than one package", async () => {
    const { given, ran } = await machine(["apt-get"], { installs: ["some-server"] });
    await ensureProgram({ ...PROGRAM, debianPackage: ["some-server", "some-fonts"] }, given);
    expect(ran.at(-1)?.slice(-2)).toEqual(["some-server", "some-fonts"]);
  });

  it.each([
    ["not root", ["apt-get"], { isRoot: false }],
    ["not Debian", [], {}],
    ["the package does not bring it", ["apt-get"], {}],
  ])("fails with what to install: %s", async (_, has, options) => {
    const { given } = await machine(has, options);
    await expect(ensureProgram(PROGRAM, given)).rejects.toThrow(/needs some-server: install some-server-package/);
  });

  it("fails with what to install when apt-get fails", async () => {
    const { given } = await machine(["apt-get"]);
    const broken = { ...given, run: () => Promise.reject(new Error("no network")) };
    await expect(ensureProgram(PROGRAM, broken)).rejects.toThrow(/apt-get could not do it/);
  });

  it("waits while another run of apt-get holds the lock", async () => {
    const { given, path } = await machine(["apt-get"], { installs: ["some-server"] });
    let refusals = 1;
    const busy: Machine = {
      ...given,
      run: (program, args) =>
        refusals-- > 0 ? Promise.reject(new Error("E: Could not get lock")) : given.run(program, args),
    };
    expect(await ensureProgram(PROGRAM, busy)).toBe(join(path, "some-server"));
  });

  it("is installed by a real apt-get, without a question asked", async () => {
    const path = await temporaryTree({});
    const log = join(path, "calls");
    const script = `#!/bin/sh
echo "$DEBIAN_FRONTEND" "$@" >> "${log}"
case "$*" in *install*) : > "${path}/chromium"; chmod +x "${path}/chromium";; esac
`;
    await writeFile(join(path, "apt-get"), script);
    await chmod(join(path, "apt-get"), 0o755);
    const bare = { ...THIS_MACHINE, path, isRoot: true };

    const program = { command: ["chromium", "chromium-browser"], debianPackage: ["chromium", "fonts-noto-cjk"] };
    expect(await ensureProgram(program, bare)).toBe(join(path, "chromium"));

    const options = "noninteractive -o DPkg::Lock::Timeout=300 -qq";
    expect((await readFile(log, "utf8")).trim().split("\n")).toEqual([
      `${options} update`,
      `${options} install --yes --no-install-recommends chromium fonts-noto-cjk`,
    ]);
  });
});
