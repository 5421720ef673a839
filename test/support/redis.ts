import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import { ensureProgram } from "./ensure-program.js";

/** A Redis of the test's own, in a folder of its own, on a free port of the loopback. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** A connection for looking and for breaking things. */
  readonly client: Redis;
  /** Kills the process, as a crash would; nothing that it held is kept. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
  /** Stops it from running without closing its connections, and lets it run on. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

export async function startRedis(args: readonly string[] = []): Promise<TestRedis> {
  const program = await ensureProgram({ command: "redis-server", debianPackage: "redis-server" });
  const folder = mkdtempSync(join(tmpdir(), "test-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    const bound = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"];
    child = spawn(program, [...bound, ...args], { stdio: "ignore" });
    await untilAnswers(url);
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGCONT");
    child.kill("SIGKILL");
    await ended;
  };
  await start();
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null, protocol: 2 });
  client.on("error", () => undefined);
  return {
    url,
    port,
    client,
    kill,
    restart: async () => {
      await kill();
      await start();
    },
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
    stop: async () => {
      client.disconnect();
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    probe.on("error", () => undefined);
    try {
      await probe.connect();
      await probe.ping();
      return;
    } catch {
      await wait(25);
    } finally {
      probe.disconnect();
    }
  }
  throw new Error("redis-server did not start");
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
