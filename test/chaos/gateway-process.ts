import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const READY_LIMIT_MS = 45_000;

/** The gateway as a process of its own, which can be killed in the middle of a request and asked what it holds. */
export class GatewayProcess {
  #child: ChildProcess;

  constructor(
    private readonly config: string,
    readonly url: string,
  ) {
    this.#child = start(config);
  }

  /** Resolves when it takes requests. Rejects when it has ended, or does not come in time. */
  async ready(): Promise<void> {
    const until = performance.now() + READY_LIMIT_MS;
    for (;;) {
      const { exitCode, signalCode } = this.#child;
      if (exitCode !== null || signalCode !== null) throw new Error("the gateway ended before it was ready");
      if (performance.now() > until) throw new Error("the gateway did not become ready");
      const response = await fetch(`${this.url}/health/ready`).catch(() => null);
      await response?.arrayBuffer();
      if (response?.status === 200) return;
      await new Promise((resolve) => void setTimeout(resolve, 20));
    }
  }

  /** Megabytes in use after a collection. */
  async heldMb(): Promise<number> {
    this.#child.send("read");
    const [megabytes] = (await once(this.#child, "message")) as [number];
    return megabytes;
  }

  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  restart(): void {
    this.#child = start(this.config);
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill(signal);
    await gone;
  }
}

function start(config: string): ChildProcess {
  const flags = ["--expose-gc", "--import", new URL("meter.mjs", import.meta.url).href];
  return spawn(process.execPath, [...flags, "dist/src/main.js", "serve", "--config", config], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}
