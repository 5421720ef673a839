import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { vi } from "vitest";
import { stringify } from "yaml";
import { createBank } from "../../sandbox/bank/create-bank.js";
import { startSandbox, type Sandbox } from "../../sandbox/main.js";
import { sandboxConfig } from "../../src/main/sandbox-config.js";
import { buildProgram } from "../support/program.js";
import { startRedis, type TestRedis } from "../support/redis.js";
import { askingAt, post, type Answer } from "../support/world.js";
import { assertAsInBooks } from "./books.js";
import { GatewayProcess } from "./gateway-process.js";
import { myPage, registriesPage, reportPage, type ChaosPage } from "./pages.js";

/** The gateway's own default: shorter, and a busy machine would be taken for a fault. */
export const DEADLINE_MS = 1_500;
const SEED = 20_260_630;
const SIZE = 1_000;
/** They have something everywhere, so that every page asks every system. */
const CUSTOMERS = 10;
const KEPT_SECONDS = 1;

/** Somebody who asks one page again and again, and the whole answer that he should get. */
export interface Visitor {
  readonly ask: () => Promise<Answer>;
  whole: Answer;
}

/** A bank, a gateway in a process of its own, and people in front of it. */
export interface ChaosWorld {
  readonly sandbox: Sandbox;
  readonly gateway: GatewayProcess;
  readonly visitors: ReadonlyMap<ChaosPage, readonly Visitor[]>;
  /** Upstream calls for one page when all is well, by system. */
  readonly calm: ReadonlyMap<ChaosPage, Readonly<Record<string, number>>>;
  /** Null where nothing is kept. */
  readonly redis: TestRedis | null;
  /** Resolves when nothing that has been kept serves any more. */
  forgotten(): Promise<void>;
  stop(): Promise<void>;
}

/** What is kept would hide that a source is ill: rows about the cache have a world of their own, `openKeepingWorld`. */
export function openChaosWorld(): Promise<ChaosWorld> {
  return open({ enabled: false }, null);
}

/** A world whose gateway keeps what it was told, for so short that Redis is asked again and again. */
export async function openKeepingWorld(): Promise<ChaosWorld> {
  const redis = await startRedis(["--maxmemory-policy", "noeviction"]);
  const brief = {
    freshSeconds: KEPT_SECONDS,
    absentSeconds: KEPT_SECONDS,
    whileRevalidatingSeconds: 0,
    ifErrorSeconds: 0,
  };
  const cache = {
    redis: {
      place: { mode: "single", url: redis.url },
      secret: "names in the store are hashed with this secret of the suite",
      masterKeys: [{ id: "chaos", key: randomBytes(32).toString("base64") }],
    },
    rules: {
      "core-banking": { party: brief, accounts: brief, investments: brief },
      loan: { loans: brief },
      card: { customer: brief },
    },
  };
  try {
    return await open(cache, redis);
  } catch (error) {
    await redis.stop();
    throw error;
  }
}

async function open(cache: object, redis: TestRedis | null): Promise<ChaosWorld> {
  buildProgram();
  const sandbox = await startSandbox({ latency: "none", seed: SEED, size: SIZE, gleifPerMinute: 100_000 });
  const folder = mkdtempSync(join(tmpdir(), "chaos-"));
  const port = await freePort();
  const config = sandboxConfig(sandbox, {
    server: { port, deadlineMs: DEADLINE_MS, gatedDeadlineMs: DEADLINE_MS, graphiql: false },
    identityStore: join(folder, "identity.sqlite"),
    sources: { gleif: { resilience: { callsPerMinute: 100_000 } } },
    cache,
    log: { level: "silent" },
  });
  const file = join(folder, "gateway.yaml");
  writeFileSync(file, stringify(config));
  const gateway = new GatewayProcess(file, `http://127.0.0.1:${port}`);
  const stop = async (): Promise<void> => {
    await gateway.stop();
    await sandbox.stop();
    await redis?.stop();
    rmSync(folder, { recursive: true });
  };
  const forgotten = async (): Promise<void> => {
    if (redis !== null) await wait(KEPT_SECONDS * 1_000 + 100);
  };
  try {
    await gateway.ready();
    const visitors = await meet(sandbox, gateway.url);
    const calm = new Map<ChaosPage, Record<string, number>>();
    for (const [page, group] of visitors) calm.set(page, await calmCalls(sandbox, group, forgotten));
    return { sandbox, gateway, visitors, calm, redis, forgotten, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Everybody's whole page, each checked against the bank's books while nothing is wrong. */
async function meet(sandbox: Sandbox, url: string): Promise<Map<ChaosPage, Visitor[]>> {
  const bank = createBank({ seed: SEED, size: SIZE });
  const people = bank
    .portfolio("RM1", 0, 250)
    .customers.filter(
      ({ kind, cif, loans, cards }) => kind === "PERSON" && cif !== null && loans.length * cards.length > 0,
    )
    .slice(0, CUSTOMERS);
  const own: Visitor[] = [];
  for (const customer of people) {
    const token = sandbox.tokenFor(`customer:${customer.cif ?? ""}`);
    const ask = () => post(url, { token, purpose: "SELF_SERVICE", query: myPage.query });
    // A process that has only begun may be too slow for its deadline; the first page that misses nothing is checked.
    const whole = await vi.waitUntil(() => wholePage(ask), { timeout: 10_000 });
    assertAsInBooks(whole, customer);
    own.push({ ask, whole });
  }
  const as = askingAt(url, sandbox);
  const about = async (page: ChaosPage, customerNumber: string, manager: string): Promise<Visitor> => {
    const { data } = await as(manager).ask(FIND, { identifier: { type: "CIF", value: customerNumber } });
    const { id } = data.customersByIdentifier.edges[0].node;
    const ask = () => as(manager).ask(page.query, { id });
    return { ask, whole: await ask() };
  };
  return new Map([
    [myPage, own],
    [registriesPage, [await about(registriesPage, "10000013", "CRM1")]],
    [reportPage, [await about(reportPage, "10000001", "RM1")]],
  ]);
}

async function wholePage(ask: () => Promise<Answer>): Promise<Answer | null> {
  const answer = await ask();
  const missing = answer.data.viewer.customer?.position.missingSources ?? ["everything"];
  return answer.errors.length === 0 && missing.length === 0 ? answer : null;
}

const FIND = `query Find($identifier: IdentifierInput!) {
  customersByIdentifier(identifier: $identifier) { edges { node { id } } } }`;

async function calmCalls(
  sandbox: Sandbox,
  group: readonly Visitor[],
  forgotten: () => Promise<void>,
): Promise<Record<string, number>> {
  // Enough answers for the gateway to know what is usual.
  for (let round = 0; round < Math.ceil(24 / group.length); round += 1)
    await Promise.all(group.map(({ ask }) => ask()));
  await forgotten();
  sandbox.control.resetCounters();
  await Promise.all(group.map(({ ask }) => ask()));
  return Object.fromEntries([...callsOf(sandbox)].map(([system, calls]) => [system, calls / group.length]));
}

/** Calls since the counters were last reset, tokens apart. */
export function callsOf({ control }: Sandbox): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(control.counters()).map(([system, { endpoints }]) => [
      system,
      Object.entries(endpoints)
        .filter(([endpoint]) => !endpoint.includes("/oauth/"))
        .reduce((total, [, { calls }]) => total + calls, 0),
    ]),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
