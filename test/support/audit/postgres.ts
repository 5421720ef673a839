import { type ChildProcess, spawn, execFileSync } from "node:child_process";
import { chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Client, type QueryResult } from "pg";
import { setUpPostgres } from "../../../src/audit/store/postgres-setup.js";
import { ensureProgram } from "../ensure-program.js";
import { NOON } from "./trail.js";

/** Where Debian keeps the servers of its versions. */
const VERSIONS = [18, 17, 16, 15, 14].map((version) => `/usr/lib/postgresql/${version}/bin`);

/** A PostgreSQL server of a test's own, in a folder of its own, on a free port of the loopback. */
export class PostgresServer {
  #process: ChildProcess | null = null;

  private constructor(
    private readonly bin: string,
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(): Promise<PostgresServer> {
    const initdb = await ensureProgram({ command: "initdb", debianPackage: "postgresql", alsoIn: VERSIONS });
    const folder = mkdtempSync(join(tmpdir(), "audit-postgres-"));
    const data = join(folder, "data");
    mkdirSync(data);
    const server = new PostgresServer(join(initdb, ".."), folder, await freePort());
    // The server refuses to run as root.
    if (server.user !== null) for (const each of [folder, data]) chownSync(each, server.user.uid, server.user.gid);
    execFileSync(initdb, ["-D", data, "-U", "owner", "-A", "trust", "--no-sync"], { stdio: "ignore", ...server.user });
    await server.resume();
    return server;
  }

  get user(): { readonly uid: number; readonly gid: number } | null {
    if (process.getuid?.() !== 0) return null;
    const idOf = (kind: string) => Number(execFileSync("id", [kind, "postgres"], { encoding: "utf8" }));
    return { uid: idOf("-u"), gid: idOf("-g") };
  }

  get ownerUrl(): string {
    return `postgres://owner@127.0.0.1:${this.port}/postgres`;
  }

  get gatewayUrl(): string {
    return `postgres://gateway:secret@127.0.0.1:${this.port}/postgres`;
  }

  /** The tables, and the gateway's role. */
  async setUp(): Promise<void> {
    await setUpPostgres({ ownerUrl: this.ownerUrl, gatewayUrl: this.gatewayUrl, now: NOON });
  }

  async asOwner(...statements: readonly string[]): Promise<QueryResult> {
    const client = new Client({ connectionString: this.ownerUrl });
    client.on("error", () => undefined);
    await client.connect();
    try {
      let result = await client.query("select 1");
      for (const statement of statements) result = await client.query(statement);
      return result;
    } finally {
      await client.end();
    }
  }

  /** As a loss of power would end it. */
  async kill(): Promise<void> {
    await this.#end("SIGQUIT");
  }

  async resume(): Promise<void> {
    const settings = { listen_addresses: "127.0.0.1", port: this.port, unix_socket_directories: this.folder };
    const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    this.#process = spawn(join(this.bin, "postgres"), ["-D", join(this.folder, "data"), ...args], {
      stdio: "ignore",
      ...this.user,
    });
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.asOwner();
        return;
      } catch (error) {
        if (attempt === 300) throw error;
        await setTimeout(100);
      }
    }
  }

  async stop(): Promise<void> {
    await this.#end("SIGINT");
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#process;
    if (server === null || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill(signal);
    await ended;
    this.#process = null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
