import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

export interface Step {
  readonly name: string;
  /** A command line, as in a package script. */
  readonly command: string;
}

export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

export interface Finished {
  /** Null when a signal ended it or it never started. */
  readonly status: number | null;
  readonly output: string;
  readonly seconds: number;
}

/** Runs one command line in `root` with the repository's own programs first on the path; never rejects. */
export function runCommand(root: string, command: string, output: "collect" | "show"): Promise<Finished> {
  const started = performance.now();
  const path = [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
  const { promise, resolve } = Promise.withResolvers<Finished>();
  const child = spawn(command, {
    cwd: root,
    shell: true,
    env: { ...process.env, PATH: path },
    stdio: ["ignore", output === "show" ? "inherit" : "pipe", output === "show" ? "inherit" : "pipe"],
  });
  const chunks: string[] = [];
  const end = (status: number | null): void => {
    resolve({ status, output: chunks.join(""), seconds: (performance.now() - started) / 1000 });
  };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => chunks.push(text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => chunks.push(text));
  child.on("error", (error) => {
    chunks.push(error.message);
    end(null);
  });
  child.on("close", end);
  return promise;
}
