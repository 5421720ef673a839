import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/main.js";
import { startGateway, type Gateway } from "../../src/main/gateway.js";
import { sandboxConfig } from "../../src/main/sandbox-config.js";
import { signatureOf } from "../../src/server/change-routes.js";
import { BUILT_IN } from "./access-facts.js";
import { recordingLog, type LogLine } from "./recording-log.js";
import type { TestRedis } from "./redis.js";
import { askingAt, type World } from "./world.js";

const CONTRACTS = fileURLToPath(new URL("../../schema/upstream", import.meta.url));
const NOW = Date.parse("2026-06-30T10:00:00+08:00");

export const CHANGE_SECRET = "the secret with which the systems of the test sign what has changed";

const MASTER = { id: "test", key: Buffer.alloc(32, 7).toString("base64") };

export interface CachedGateway {
  readonly url: string;
  readonly as: World["as"];
  stop(): Promise<void>;
}

export interface CachedWorld {
  readonly sandbox: Sandbox;
  readonly gateways: readonly CachedGateway[];
  /** The first of them. */
  readonly gateway: CachedGateway;
  readonly logged: readonly LogLine[];
  /** Another one like the others: a process that has just started. */
  start(cache?: object): Promise<CachedGateway>;
  customerId(customerNumber: string, manager: string): Promise<string>;
  /** How often each system was asked since `asked` was called last. */
  asked(): Record<string, number>;
  /** A system reports a change to one of the gateways; the answer's status. */
  report(system: string, customers: readonly string[], options?: ReportOptions): Promise<number>;
  stop(): Promise<void>;
}

export interface ReportOptions {
  readonly at?: CachedGateway;
  readonly secret?: string;
  readonly timestamp?: string;
  readonly body?: string;
  readonly signature?: string;
}

export interface CachedWorldOptions {
  readonly redis?: TestRedis;
  readonly gateways?: number;
  readonly cache?: object;
  readonly redisSettings?: object;
  readonly sandbox?: SandboxOptions;
  readonly server?: object;
}

/** A bank and gateways that keep what it says: each in its own memory, and all together in Redis where one is given. */
export async function openCachedWorld(options: CachedWorldOptions = {}): Promise<CachedWorld> {
  const folder = mkdtempSync(join(tmpdir(), "cached-world-"));
  const sandbox = await startSandbox({ latency: "none", size: 1_000, ...options.sandbox });
  const { log, lines } = recordingLog();
  const systems = ["core-banking", "loan", "card", "crm", "tianyancha", "qichacha", "gleif"];
  const redis = options.redis && {
    place: { mode: "single", url: options.redis.url },
    // The tests' machine is busy: what is measured elsewhere must not make a journey fail.
    timeoutMs: 100,
    secret: "names in the store are hashed with this secret of the test",
    masterKeys: [MASTER],
    ...options.redisSettings,
  };
  const open: Gateway[] = [];
  const start = async (cache: object = {}): Promise<CachedGateway> => {
    const config = sandboxConfig(sandbox, {
      server: { deadlineMs: 5_000, ...options.server },
      identityStore: join(folder, "identity.sqlite"),
      // Calls are counted: a second request to a source that is late is not the cache's.
      resilience: { hedgeShare: 0 },
      cache: {
        webhook: Object.fromEntries(systems.map((system) => [system, CHANGE_SECRET])),
        ...(redis && { redis }),
        ...options.cache,
        ...cache,
      },
    });
    const gateway = await startGateway(config, { contracts: CONTRACTS, policies: BUILT_IN }, log);
    open.push(gateway);
    return {
      url: gateway.url,
      as: askingAt(gateway.url, sandbox),
      stop: async () => {
        open.splice(open.indexOf(gateway), 1);
        await gateway.stop();
      },
    };
  };
  const gateways: CachedGateway[] = [];
  for (let count = 0; count < (options.gateways ?? 1); count += 1) gateways.push(await start());
  const [gateway] = gateways;
  if (gateway === undefined) throw new Error("a world has a gateway");
  let moment = NOW;
  return {
    sandbox,
    gateways,
    gateway,
    logged: lines,
    start,
    customerId: async (value, manager) => {
      const { data } = await gateway.as(manager).ask(FIND, { identifier: { type: "CIF", value } });
      return data.customersByIdentifier.edges[0].node.id;
    },
    asked: () => {
      const counters = sandbox.control.counters();
      sandbox.control.resetCounters();
      const calls = Object.entries(counters).map(([name, { endpoints }]) => {
        const data = Object.entries(endpoints).filter(([endpoint]) => !endpoint.includes("token"));
        return [name, data.reduce((sum, [, count]) => sum + count.calls, 0)] as const;
      });
      return Object.fromEntries(calls.filter(([, count]) => count > 0));
    },
    report: async (system, customers, { at = gateway, secret = CHANGE_SECRET, timestamp, body, signature } = {}) => {
      const time = timestamp ?? String((moment += 1));
      const text = body ?? JSON.stringify({ customers });
      const response = await fetch(`${at.url}/changes/${system}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-c360-timestamp": time,
          "x-c360-signature": signature ?? signatureOf(secret, time, text),
        },
        body: text,
      });
      return response.status;
    },
    stop: async () => {
      await Promise.all(open.map((each) => each.stop()));
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const FIND = `query Find($identifier: IdentifierInput!) {
  customersByIdentifier(identifier: $identifier) { edges { node { id } } }
}`;
