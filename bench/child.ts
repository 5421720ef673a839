import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Reading } from "./meter.js";

export interface ChildOptions {
  readonly args?: readonly string[];
  /** A folder that takes the process's CPU profile when it ends. */
  readonly profileTo?: string | null;
  /** Flags of Node itself. */
  readonly flags?: readonly string[];
}

/** A process that the benchmark started, and therefore may end. */
export class Child {
  readonly #process: ChildProcess;

  /** `script` is relative to this file, compiled. */
  constructor(script: string, { args = [], profileTo = null, flags = [] }: ChildOptions = {}) {
    const meter = new URL("./meter.js", import.meta.url).href;
    const profiling = profileTo === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileTo}`];
    this.#process = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
      // As the container image sets it.
      env: { ...process.env, NODE_ENV: "production" },
      execArgv: ["--import", meter, ...flags, ...profiling],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  }

  /** The next thing that the process says. Throws when it ends instead. */
  async message<T>(): Promise<T> {
    const ended = new AbortController();
    try {
      return await Promise.race([
        once(this.#process, "message", ended).then(([message]) => message as T),
        once(this.#process, "exit", ended).then(([code]) => {
          throw new Error(`a process of the benchmark ended with ${String(code)}`);
        }),
      ]);
    } finally {
      ended.abort();
    }
  }

  read(): Promise<Reading> {
    const reading = this.message<Reading>();
    this.#process.send("read");
    return reading;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    const hard = setTimeout(() => this.#process.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(hard);
  }
}
