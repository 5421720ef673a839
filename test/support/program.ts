import { execFileSync, spawn } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = `${ROOT}dist/src/main.js`;

/** Builds the program unless what is built is newer than every source. */
export function buildProgram(): void {
  const builtAt = existsSync(MAIN) ? statSync(MAIN).mtimeMs : 0;
  const sources = globSync(["src/**/*.ts", "sandbox/**/*.ts", "tsconfig.json"], { cwd: ROOT });
  if (sources.every((file) => statSync(ROOT + file).mtimeMs < builtAt)) return;
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], { cwd: ROOT });
}

export interface RunningProgram {
  /** Everything written so far. */
  readonly output: () => { readonly stdout: string; readonly stderr: string };
  /** Resolves with the first match in what it writes to standard output; rejects when it ends before. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit status when it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** The program as its user starts it, in a process of its own. Only the settings given here are in its environment. */
export function runProgram(args: readonly string[], settings: Readonly<Record<string, string>> = {}): RunningProgram {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  const look: (() => void)[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      written[stream] += text;
      for (const each of look) each();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    output: () => ({ ...written }),
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const seek = (): void => {
          const found = pattern.exec(written.stdout);
          if (found !== null) resolve(found);
        };
        look.push(seek);
        seek();
        void ended.then(() => reject(new Error(`the program ended before: ${written.stderr}`)));
      }),
    signal: (name) => child.kill(name),
    ended,
  };
}
