import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { ensureProgram } from "./ensure-program.js";

const run = promisify(execFile);

export interface Postgres extends AsyncDisposable {
  /** The address of a new, empty database. */
  newDatabase(): Promise<string>;
}

/** A PostgreSQL server of the test's own, in a temporary folder, on loopback alone. It never runs as root: it refuses to. */
export async function startPostgres(): Promise<Postgres> {
  const initdb = await ensureProgram({
    command: "initdb",
    debianPackage: "postgresql",
    alsoIn: globSync("/usr/lib/postgresql/*/bin"),
  }).catch(foundLater);
  const user = await unprivileged();
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const options = { cwd: folder, ...user };
  await run(initdb, ["-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"], options);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off"];
  const server = spawn(
    join(dirname(initdb), "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((each) => ["-c", each])],
    { ...options, stdio: "ignore" },
  );
  const at = (database: string): string => `postgres://tester@127.0.0.1:${port}/${database}`;
  await answering(at("postgres"), server);
  let databases = 0;
  return {
    newDatabase: async () => {
      databases += 1;
      await asking(at("postgres"), `create database test_${databases}`);
      return at(`test_${databases}`);
    },
    [Symbol.asyncDispose]: async () => {
      server.kill("SIGINT");
      if (server.exitCode === null) await once(server, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Debian keeps the programs in a folder named after a version that is only known once they are installed. */
function foundLater(error: unknown): string {
  const [found] = globSync("/usr/lib/postgresql/*/bin/initdb");
  if (found === undefined) throw error;
  return found;
}

/** Root gives the server to the user that its package has made; everybody else runs it as himself. */
async function unprivileged(): Promise<{ readonly uid: number; readonly gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all(
    ["-u", "-g"].map(async (of) => Number((await run("id", [of, "postgres"])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error("id gives one number for each question");
  return { uid, gid };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function answering(address: string, server: ChildProcess): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if (server.exitCode !== null) throw new Error("PostgreSQL has ended before it answered");
    try {
      return await asking(address, "select 1");
    } catch (error) {
      if (attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function asking(address: string, question: string): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(question);
  } finally {
    await client.end();
  }
}
