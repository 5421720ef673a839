import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { linkPortfolio } from "./bank-facts.js";
import { Child } from "./child.js";
import { Client } from "./client.js";
import { serveGateway, type Served } from "./gateway.js";
import { PROFILE } from "./operations.js";
import { machine } from "./report.js";
import { median, quantile } from "./statistics.js";
import type { Bank } from "./upstream.js";
import { withWholeProfiles } from "./workloads.js";

/**
 * `node dist/bench/audit-cost.js [--turns n] [--write]`: what a durable event of each operation costs a running gateway, on
 * its embedded store. The gateway as its users run it beside the same one wired so that operations leave no event
 * (`off-audit/`); the two take short turns at one rate.
 */
interface Party {
  readonly served: Served;
  readonly client: Client;
}

interface Turn {
  readonly cpuMs: number;
  readonly times: readonly number[];
}

const { values } = parseArgs({
  options: { turns: { type: "string", default: "20" }, write: { type: "boolean" } },
});
const turns = Number(values.turns);
const SECONDS = 2;
/** What is promised, where one process carries it; else so much of what it carries at the most. */
const PROMISED_RATE = 500;
const SHARE_OF_MOST = 0.5;

const HEADER = `query Header($id: ID!) { customer(id: $id) { id customerNumber kind status displayName } }`;

const upstream = new Child("./upstream.js", { args: ["none"] });
const bank = await upstream.message<Bank>();
const parties: Party[] = [];
const open = async (flags: readonly string[]): Promise<Party> => {
  const served = await serveGateway(bank, { flags, cache: {} });
  const party = { served, client: new Client(served.url, bank.tokens.RM1, "RELATIONSHIP_MANAGEMENT") };
  parties.push(party);
  return party;
};
try {
  const on = await open([]);
  const off = await open(["--import", new URL("./off-audit/hook.js", import.meta.url).href]);
  const members = await linkPortfolio(on.client, 4);
  await linkPortfolio(off.client, 4);
  const whole = await withWholeProfiles(members, on.client);
  const results = [];
  for (const [name, query] of [
    ["header of a customer", HEADER],
    ["profile with accounts, loans, cards and report", PROFILE],
  ] as const)
    results.push(
      await compare(
        name,
        query,
        whole.map(({ id }) => id),
        on,
        off,
      ),
    );
  const text = report(results);
  process.stdout.write(text);
  if (values.write === true) {
    const on = machine();
    const file = new URL(`../../bench/results/${on.at.slice(0, 10)}-audit-cost`, import.meta.url).pathname;
    writeFileSync(`${file}.json`, `${JSON.stringify({ machine: on, turns, seconds: SECONDS, results }, null, 2)}\n`);
    writeFileSync(`${file}.md`, text);
  }
} finally {
  for (const { served, client } of parties) {
    await client.close();
    await served.stop();
  }
  await upstream.stop();
}

/** Turns in the order on, off, off, on: what changes on the machine meanwhile meets both. */
async function compare(name: string, query: string, ids: readonly string[], on: Party, off: Party) {
  const next = (index: number) => ({ query, variables: { id: ids[index % ids.length] } });
  for (const { client } of [on, off]) await client.drive(2_000, 8, next);
  const most = (2_000 * 1_000) / (await on.client.drive(2_000, 16, next));
  const rate = Math.min(PROMISED_RATE, Math.round((most * SHARE_OF_MOST) / 10) * 10);
  const turn = async ({ served, client }: Party): Promise<Turn> => {
    const before = await served.read();
    const times = await client.pace(rate * SECONDS, rate, next);
    return { cpuMs: ((await served.read()).cpuMs - before.cpuMs) / times.length, times };
  };
  const pairs: (readonly [Turn, Turn])[] = [];
  for (let round = 0; round < turns; round += 1) {
    const isOnFirst = round % 2 === 0;
    const first = await turn(isOnFirst ? on : off);
    await wait(100);
    const second = await turn(isOnFirst ? off : on);
    pairs.push(isOnFirst ? [first, second] : [second, first]);
  }
  const of = (party: 0 | 1) => {
    const all = pairs.map((pair) => pair[party]);
    const times = all.flatMap((each) => each.times);
    return {
      cpuMs: all.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / all.length,
      p50: median(times),
      p99: quantile(times, 0.99),
      p99OfTurn: median(all.map((each) => quantile(each.times, 0.99))),
    };
  };
  return { name, most: Math.round(most), rate, on: of(0), off: of(1) };
}

type Compared = Awaited<ReturnType<typeof compare>>;

function report(results: readonly Compared[]): string {
  const { cpu, cores, memoryGb, node, commit, at } = machine();
  const ms = (value: number): string => value.toFixed(2);
  const lines = results.map(({ name, rate, most, on, off }) =>
    [
      "",
      name,
      `${rate} (of at most ${most})`,
      `${ms(on.cpuMs)} / ${ms(off.cpuMs)}`,
      `**${((on.cpuMs / off.cpuMs - 1) * 100).toFixed(1)} %**`,
      `${ms(on.p50)} / ${ms(off.p50)}`,
      `${ms(on.p99)} / ${ms(off.p99)}`,
      `${ms(on.p99OfTurn)} / ${ms(off.p99OfTurn)}`,
      `**${ms(on.p99OfTurn - off.p99OfTurn)}**`,
      "",
    ]
      .join(" | ")
      .trim(),
  );
  return `# Measured ${at.slice(0, 16).replace("T", " ")} UTC: what a durable event of each operation costs

${cpu}, ${cores} cores, ${memoryGb} GB; Node ${node}; commit ${commit}; load average ${loadavg()
    .map((each) => each.toFixed(1))
    .join(", ")}, the benchmark's own included.

Two gateway processes with their stores files and warm caches take turns of ${SECONDS} seconds at one rate, ${turns} turns each: one as
users run it, one that makes and stores no event. Milliseconds, audit on / off; CPU is a request's, all threads of the
process, and includes what does not depend on requests. The client and the bank run on the same cores. Promised: CPU ≤ 10 %,
p99 ≤ 3 ms more. A busy machine's stalls fall into some turns and not into others: the median of the turns' p99 tells
more of the two gateways than the p99 of all requests.

| operation | a second | CPU ms | more | p50 ms | p99 ms, all | p99 ms, median turn | more |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
`;
}
