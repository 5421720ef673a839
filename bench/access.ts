import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { linkPortfolio } from "./bank-facts.js";
import { Child } from "./child.js";
import { Client } from "./client.js";
import { serveGateway, type Served } from "./gateway.js";
import type { Bank } from "./upstream.js";
import { withWholeProfiles, workloadsOf, type Workload } from "./workloads.js";

/**
 * What deciding, masking and bookkeeping cost: the gateway as its users run it beside the same gateway with a wiring of the
 * benchmark's own that shows everything to everybody (`off/`). Both make the same upstream calls; they take turns.
 */
interface Party {
  readonly served: Served;
  readonly client: Client;
}

/** Turns are short, a quarter of a workload: what the machine does meanwhile changes within seconds. */
const TURNS_OF = 4;

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "60" }, profile: { type: "string" }, write: { type: "boolean" } },
});
const rounds = Number(values.rounds);
const upstream = new Child("./upstream.js", { args: ["none"] });
const bank = await upstream.message<Bank>();
const open = async (flags: readonly string[], profileTo: string | null): Promise<Party> => {
  const served = await serveGateway(bank, { profileTo, flags });
  return { served, client: new Client(served.url, bank.tokens.RM1, "RELATIONSHIP_MANAGEMENT") };
};
const parties: Party[] = [];
try {
  const on = await open([], values.profile ?? null);
  parties.push(on);
  const off = await open(["--import", new URL("./off/hook.js", import.meta.url).href], null);
  parties.push(off);
  const members = await linkPortfolio(on.client, 4);
  await linkPortfolio(off.client, 4);
  const lines: string[] = [];
  for (const workload of workloadsOf(await withWholeProfiles(members, on.client), members)) {
    lines.push(await compare(workload, on, off));
    process.stdout.write(`${lines.at(-1)}\n`);
  }
  if (values.write === true) writeResult(lines);
} finally {
  for (const { served, client } of parties) {
    await client.close();
    await served.stop();
  }
  await upstream.stop();
}

/** Turns in the order on, off, off, on: what changes on the machine meanwhile meets both. */
async function compare(workload: Workload, on: Party, off: Party): Promise<string> {
  await assertDifferent(workload, on, off);
  for (const party of [on, off, on, off]) await cpuOf(workload, party);
  const pairs: (readonly [number, number])[] = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    const first = turn % 2 === 0 ? on : off;
    const one = await cpuOf(workload, first);
    const other = await cpuOf(workload, first === on ? off : on);
    pairs.push(first === on ? [one, other] : [other, one]);
  }
  const ratios = pairs.map(([withAccess, without]) => withAccess / without).toSorted((left, right) => left - right);
  const mean = (of: readonly number[]): number => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [mine, bare] = [mean(pairs.map(([each]) => each)), mean(pairs.map(([, each]) => each))];
  const share = (ratio: number): string => `${((1 - 1 / ratio) * 100).toFixed(1)} %`;
  const middle = [ratios[Math.floor(ratios.length / 4)] ?? 1, ratios[Math.floor((ratios.length * 3) / 4)] ?? 1];
  const half = middle.map(share).join("–");
  return `| ${workload.name} | ${mine.toFixed(2)} | ${bare.toFixed(2)} | **${share(mine / bare)}** | ${half} |`;
}

/** The wiring must have taken: with it the names are clear, without it they are not. */
async function assertDifferent({ name, next }: Workload, on: Party, off: Party): Promise<void> {
  const [masked, clear] = [await on.client.send(next(0)), await off.client.send(next(0))];
  if (!masked.includes('"masked":') || clear.includes('"masked":')) throw new Error(`${name}: on and off are alike`);
}

async function cpuOf({ requests, inFlight, next }: Workload, { served, client }: Party): Promise<number> {
  const before = await served.read();
  const few = requests / TURNS_OF;
  await client.drive(few, inFlight, next);
  return ((await served.read()).cpuMs - before.cpuMs) / few;
}

function writeResult(lines: readonly string[]): void {
  const at = new Date().toISOString();
  const file = new URL(`../../bench/results/${at.slice(0, 10)}-access.md`, import.meta.url);
  const text = [
    `# Measured ${at.slice(0, 16).replace("T", " ")} UTC: what access costs`,
    "",
    `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores; Node ${process.version}.`,
    "",
    "Two gateway processes on a bank that answers at once take turns: one as users run it, one wired by the benchmark so that",
    "it shows everything (no policy, no mask, no trail, no list of masked places). Both ask the bank the same, the CRM too,",
    "and both store an event of each operation.",
    `CPU milliseconds a request, means over ${rounds} pairs of turns; the share of the whole that access takes, and between`,
    "which shares half of the pairs lie.",
    "",
    "| | with access | without | share | half of the pairs |",
    "| --- | --- | --- | --- | --- |",
    ...lines,
  ];
  writeFileSync(file, `${text.join("\n")}\n`);
}
