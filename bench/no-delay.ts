import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { callsSince, linkPortfolio } from "./bank-facts.js";
import { Child } from "./child.js";
import { Client } from "./client.js";
import { FIXTURE_TIME, serveGateway, type Served } from "./gateway.js";
import type { LimitStart } from "./limit.js";
import type { Reading } from "./meter.js";
import { median, quantile } from "./statistics.js";
import type { Bank } from "./upstream.js";
import { withWholeProfiles, workloadsOf, type Workload } from "./workloads.js";

export interface Round {
  readonly cpuMsPerRequest: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly residentMb: number;
  readonly longestBlockMs: number;
}

export interface Compared {
  readonly workload: string;
  readonly callsPerRequest: Readonly<Record<string, number>>;
  readonly ratePerSecond: number;
  /** Medians over the rounds. */
  readonly gateway: Round;
  readonly limit: Round;
  /** Of each round: the gateway's CPU over the mean of the limit's before and after it. */
  readonly cpuRatios: readonly number[];
}

interface Party {
  readonly client: Client;
  readonly read: () => Promise<Reading>;
}

const CIRCUITS_CLOSE_AFTER_MS = 3_000;

/** One gateway process beside the limit, on a bank that answers at once; the two take turns. */
export async function measureWithoutDelay(rounds: number, profileTo: string | null): Promise<Compared[]> {
  const upstream = new Child("./upstream.js", { args: ["none"] });
  const started: (Child | Served)[] = [upstream];
  const clients: Client[] = [];
  try {
    const bank = await upstream.message<Bank>();
    const served = await serveGateway(bank, { profileTo });
    started.unshift(served);
    const clientOf = (url: string): Client => {
      const client = new Client(url, bank.tokens.RM1, "RELATIONSHIP_MANAGEMENT");
      clients.push(client);
      return client;
    };
    const gateway: Party = { client: clientOf(served.url), read: () => served.read() };
    const members = await linkPortfolio(gateway.client, 4);
    const start: LimitStart = { bank, members, now: Date.parse(FIXTURE_TIME) };
    const child = new Child("./limit.js", { args: [JSON.stringify(start)] });
    started.unshift(child);
    const limit: Party = { client: clientOf(await child.message<string>()), read: () => child.read() };
    const compared: Compared[] = [];
    const whole = await withWholeProfiles(members, gateway.client);
    for (const workload of workloadsOf(whole, members)) {
      const callsPerRequest = await sameAnswers(workload, gateway, limit, bank);
      compared.push({ callsPerRequest, ...(await takeTurns(workload, gateway, limit, rounds)) });
    }
    return compared;
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    for (const each of started) await each.stop();
  }
}

/** Both must say the same and ask the bank the same before either is timed. The calls of one request, by system. */
async function sameAnswers({ name, next }: Workload, gateway: Party, limit: Party, bank: Bank) {
  const sample = Array.from({ length: 20 }, (_, index) => next(index));
  const asked = async ({ client }: Party) => {
    await client.send(next(0));
    await callsSince(bank);
    const answers: unknown[] = [];
    for (const operation of sample) answers.push((JSON.parse(await client.send(operation)) as { data: unknown }).data);
    return { answers, calls: await callsSince(bank) };
  };
  const [ours, bare] = [await asked(gateway), await asked(limit)];
  for (const [index, answer] of ours.answers.entries()) {
    if (!isDeepStrictEqual(answer, bare.answers[index])) throw new Error(`${name}: the limit does not say the same`);
  }
  if (!isDeepStrictEqual(ours.calls, bare.calls)) throw new Error(`${name}: the limit does not ask the bank the same`);
  return Object.fromEntries(Object.entries(ours.calls).map(([system, calls]) => [system, calls / sample.length]));
}

async function takeTurns(workload: Workload, gateway: Party, limit: Party, rounds: number) {
  for (const { client } of [gateway, limit])
    await client.drive(workload.requests / 2, workload.inFlight, workload.next);
  const ours: Round[] = [];
  const bare: Round[] = [await round(workload, limit)];
  for (let turn = 0; turn < rounds; turn += 1) {
    ours.push(await round(workload, gateway));
    bare.push(await round(workload, limit));
  }
  const cpuRatios = ours.map(({ cpuMsPerRequest }, turn) => {
    const around = bare.slice(turn, turn + 2).map((each) => each.cpuMsPerRequest);
    return (cpuMsPerRequest * around.length) / around.reduce((total, each) => total + each, 0);
  });
  const { name, ratePerSecond } = workload;
  return { workload: name, ratePerSecond, gateway: mediansOf(ours), limit: mediansOf(bare), cpuRatios };
}

/**
 * A machine that is busy elsewhere may stop everything for longer than an upstream may take; such a round is measured
 * again, when the circuit breakers have had time to close.
 */
async function round(workload: Workload, party: Party, attempts = 3): Promise<Round> {
  try {
    return await tryRound(workload, party);
  } catch (error) {
    if (attempts === 1) throw error;
    await wait(CIRCUITS_CLOSE_AFTER_MS);
    return round(workload, party, attempts - 1);
  }
}

async function tryRound(workload: Workload, { client, read }: Party): Promise<Round> {
  const before = await read();
  const tookMs = await client.drive(workload.requests, workload.inFlight, workload.next);
  const after = await read();
  const paced = await client.pace(workload.ratePerSecond * 4, workload.ratePerSecond, workload.next);
  return {
    cpuMsPerRequest: (after.cpuMs - before.cpuMs) / workload.requests,
    requestsPerSecond: (workload.requests * 1_000) / tookMs,
    p50: median(paced),
    p99: quantile(paced, 0.99),
    residentMb: after.residentMb,
    longestBlockMs: after.longestBlockMs,
  };
}

function mediansOf(rounds: readonly Round[]): Round {
  const of = (key: keyof Round): number => median(rounds.map((each) => each[key]));
  return {
    cpuMsPerRequest: of("cpuMsPerRequest"),
    requestsPerSecond: of("requestsPerSecond"),
    p50: of("p50"),
    p99: of("p99"),
    residentMb: Math.max(...rounds.map(({ residentMb }) => residentMb)),
    longestBlockMs: Math.max(...rounds.map(({ longestBlockMs }) => longestBlockMs)),
  };
}
