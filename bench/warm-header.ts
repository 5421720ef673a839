import { callsSince, residentNumbers } from "./bank-facts.js";
import { Child } from "./child.js";
import { Client, type Operation } from "./client.js";
import { serveGateway } from "./gateway.js";
import { median, quantile } from "./statistics.js";
import type { Bank } from "./upstream.js";

/** What a teller sees first of whoever stands before her. */
const HEADER = `query Header($doc: String!) {
  customersByIdentifier(identifier: { type: RESIDENT_ID, value: $doc }, policy: CACHE_OK, first: 5) {
    edges { node { id customerNumber displayName status maskedFields { field kind } viewerAccess { level basis }
      person { birthDate isMinor documents { type display expired } } } }
  }
}`;

export interface WarmHeader {
  readonly perSecond: number;
  readonly requests: number;
  readonly customers: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly cpuMsPerRequest: number;
  readonly residentMb: number;
  readonly longestBlockMs: number;
  /** Calls to the bank for each request. */
  readonly callsPerRequest: number;
  /** The same look-ups one after the other without anything kept, the bank answering at once. */
  readonly coldP50: number;
}

/** One gateway process with its own level alone, asked at a fixed rate for customers whom it has seen before. */
export async function measureWarmHeader(perSecond: number, seconds: number): Promise<WarmHeader> {
  const upstream = new Child("./upstream.js", { args: ["none"] });
  const started: { stop(): Promise<void> }[] = [upstream];
  try {
    const bank = await upstream.message<Bank>();
    const documents = await residentNumbers(bank, "RM1", 100);
    const next = (index: number): Operation => ({
      query: HEADER,
      variables: { doc: documents[index % documents.length] },
    });
    const served = await serveGateway(bank, { cache: {} });
    started.unshift(served);
    const client = new Client(served.url, bank.tokens.T1, "COUNTER_SERVICE");
    const cold: number[] = [];
    for (let index = 0; index < documents.length; index += 1) cold.push(await client.time(next(index)));
    await client.drive(600, 8, next);
    await callsSince(bank);
    const before = await served.read();
    const times = await client.pace(perSecond * seconds, perSecond, next);
    const after = await served.read();
    const calls = Object.values(await callsSince(bank)).reduce((sum, count) => sum + count, 0);
    await client.close();
    return {
      perSecond,
      requests: times.length,
      customers: documents.length,
      p50: median(times),
      p95: quantile(times, 0.95),
      p99: quantile(times, 0.99),
      cpuMsPerRequest: (after.cpuMs - before.cpuMs) / times.length,
      residentMb: after.residentMb,
      longestBlockMs: after.longestBlockMs,
      callsPerRequest: calls / times.length,
      coldP50: median(cold),
    };
  } finally {
    for (const each of started) await each.stop();
  }
}
