import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Program {
  /** The command's name, e.g. "redis-server", or several to try in turn. */
  readonly command: string | readonly string[];
  /** The Debian package that brings it, e.g. "redis-server", or several when it needs company. */
  readonly debianPackage: string | readonly string[];
  /** Absolute folders to search after PATH: Debian keeps some servers off it. */
  readonly alsoIn?: readonly string[];
}

/** What the search depends on of the machine; tests give their own. */
export interface Machine {
  readonly path: string;
  readonly isRoot: boolean;
  /** Runs one program to its end; rejects when it does not start or fails. */
  readonly run: (program: string, args: readonly string[]) => Promise<unknown>;
}

export const THIS_MACHINE: Machine = {
  path: process.env["PATH"] ?? "",
  isRoot: process.getuid?.() === 0,
  run: (program, args) =>
    run(program, args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, maxBuffer: 64 * 1024 * 1024 }),
};

/**
 * The absolute path of a program that a test needs. Where it is missing and we are root on Debian it is installed;
 * elsewhere this throws one sentence that says what to install. Nothing is skipped.
 */
export async function ensureProgram(program: Program, machine: Machine = THIS_MACHINE): Promise<string> {
  const found = await find(program, machine);
  if (found !== null) return found;

  const aptGet = await find({ command: "apt-get", debianPackage: "apt" }, machine);
  if (aptGet === null || !machine.isRoot) throw new Error(`${missing(program)}.`);
  await installOnce(program, aptGet, machine);

  const installed = await find(program, machine);
  if (installed === null) throw new Error(`${missing(program)}, and installing that did not bring it.`);
  return installed;
}

function listed(given: string | readonly string[]): readonly string[] {
  return typeof given === "string" ? [given] : given;
}

function missing({ command, debianPackage }: Program): string {
  const packages = listed(debianPackage).join(" ");
  return `This test needs ${listed(command).join(" or ")}: install ${packages} (on Debian: apt-get install ${packages})`;
}

async function find(program: Program, { path }: Machine): Promise<string | null> {
  const folders = [...path.split(delimiter), ...(program.alsoIn ?? [])].filter((folder) => folder !== "");
  for (const command of listed(program.command)) {
    for (const folder of folders) {
      const file = join(folder, command);
      const executable = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (executable) return file;
    }
  }
  return null;
}

/** Test files run side by side and apt serves one at a time: whoever comes second waits for the lock. */
async function installOnce(program: Program, aptGet: string, machine: Machine): Promise<void> {
  const patient = ["-o", "DPkg::Lock::Timeout=300", "-qq"];
  try {
    await whenUnlocked(() => machine.run(aptGet, [...patient, "update"]));
    await whenUnlocked(() =>
      machine.run(aptGet, [
        ...patient,
        "install",
        "--yes",
        "--no-install-recommends",
        ...listed(program.debianPackage),
      ]),
    );
  } catch (error) {
    throw new Error(`${missing(program)}; apt-get could not do it.`, { cause: error });
  }
}

/** apt-get waits for dpkg's lock by itself, but gives up at once when another run holds the package lists. */
async function whenUnlocked(act: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await act();
      return;
    } catch (error) {
      const locked = error instanceof Error && error.message.includes("Could not get lock");
      if (!locked || attempt === 60) throw error;
      await setTimeout(1000);
    }
  }
}
