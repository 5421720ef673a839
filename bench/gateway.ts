import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Child } from "./child.js";
import type { Reading } from "./meter.js";
import type { Bank } from "./upstream.js";

export interface Served {
  readonly url: string;
  /** From the start of the process until it said that it was ready. */
  readonly readyAfterMs: number;
  read(): Promise<Reading>;
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly profileTo?: string | null;
  readonly deadlineMs?: number;
  /** Settings of the cache. Off unless given: beside the limit every answer is live, as the limit's are. */
  readonly cache?: object;
  /** Flags of the Node that runs it. */
  readonly flags?: readonly string[];
}

/** The gateway as its users run it: `serve` with a configuration file, its stores files, its audit and its log on. */
export async function serveGateway(
  bank: Bank,
  { profileTo = null, deadlineMs = 10_000, cache = { enabled: false }, flags = [] }: ServeOptions = {},
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const port = await freePort();
  const file = join(folder, "gateway.yaml");
  const settings = configFor(bank, { port, deadlineMs }, folder);
  writeFileSync(file, JSON.stringify({ ...settings, cache }));
  const startedAt = performance.now();
  const child = new Child("../src/main.js", {
    args: ["serve", "--config", file],
    profileTo,
    // As the container image starts it.
    flags: ["--max-semi-space-size=10", ...flags],
  });
  const url = `http://127.0.0.1:${port}`;
  const readyAfterMs = await untilReady(url, startedAt);
  return {
    url,
    readyAfterMs,
    read: () => child.read(),
    stop: async () => {
      await child.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function configFor({ systems, issuer }: Bank, server: object, folder: string): object {
  const sources = Object.entries(systems).map(([name, { baseUrl, credentials }]) => {
    const { keyId, ...rest } = credentials;
    return [name, { baseUrl, ...rest, ...(keyId !== undefined && { key: keyId }) }];
  });
  const { issuer: name, audience, jwksUri } = issuer;
  return {
    server,
    clock: { fixedAt: FIXTURE_TIME },
    identity: { store: join(folder, "identity.sqlite"), secret: "a secret of the benchmark, and of nothing else" },
    grants: { store: join(folder, "grants.sqlite") },
    audit: { store: join(folder, "audit.sqlite"), signingKeyFile: join(folder, "audit-signing-key.pem") },
    tokens: { issuer: name, audience, jwksUri },
    // One teller asks for all of them here, and the clock stands still.
    lists: { rowsPerHour: 1_000_000, lookupsPerHour: 1_000_000_000 },
    sources: Object.fromEntries(sources) as object,
  };
}

/** The sandbox's own moment, in which its tokens and its batch date are valid. */
export const FIXTURE_TIME = "2026-06-30T10:00:00+08:00";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilReady(url: string, startedAt: number): Promise<number> {
  for (;;) {
    const elapsed = performance.now() - startedAt;
    if (elapsed > 60_000) throw new Error("the gateway did not become ready");
    const status = await fetch(`${url}/health/ready`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return performance.now() - startedAt;
    await wait(10);
  }
}
