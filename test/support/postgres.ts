import { execFileSync, spawn } from "node:child_process";
import { chownSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { ensureProgram } from "./ensure-program.js";

export interface PostgresServer {
  readonly address: string;
  stop(): Promise<void>;
}

/** A PostgreSQL server of the test's own, on a free port, in a temporary folder; it is gone when the test is. */
export async function startPostgres(): Promise<PostgresServer> {
  const alsoIn = installedIn("/usr/lib/postgresql");
  const initdb = await ensureProgram({ command: "initdb", debianPackage: "postgresql", alsoIn });
  const binaries = dirname(initdb);
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const user = process.getuid?.() === 0 ? unprivileged() : null;
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  execFileSync(initdb, ["-D", data, "-U", "test", "-A", "trust", "--no-sync"], {
    ...user,
    stdio: "ignore",
    cwd: folder,
  });
  const port = await freePort();
  const settings = ["-c", "fsync=off", "-c", `unix_socket_directories=${folder}`, "-c", "listen_addresses=127.0.0.1"];
  const server = spawn(join(binaries, "postgres"), ["-D", data, "-p", String(port), ...settings], {
    ...user,
    stdio: "ignore",
    cwd: folder,
  });
  const address = `postgres://test@127.0.0.1:${port}/postgres`;
  await answers(address);
  return {
    address,
    stop: async () => {
      const gone = once(server, "exit");
      server.kill("SIGINT");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Debian keeps each version's programs in a folder of its own, off the path. */
function installedIn(root: string): string[] {
  try {
    return readdirSync(root).map((version) => join(root, version, "bin"));
  } catch {
    return [15, 16, 17, 18].map((version) => join(root, String(version), "bin"));
  }
}

/** The server refuses to run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } {
  const id = (flag: string): number => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function answers(address: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: address });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 150) throw error;
      await wait(200);
    }
  }
}
