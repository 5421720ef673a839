import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import type { Compared, Round } from "./no-delay.js";
import { median } from "./statistics.js";
import type { WithDelays } from "./with-delays.js";

export interface Results {
  readonly withDelays: WithDelays | null;
  readonly withoutDelay: readonly Compared[] | null;
  readonly rounds: number;
}

/** What a figure was measured on: without it no figure means anything. */
export function machine() {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    commit: git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain", "--", "src", "sandbox") && ", changed"),
    at: new Date().toISOString(),
  };
}

/** Writes what was measured, for people and for programs, with the machine that it was measured on. The file's path. */
export function writeResults(results: Results, what: string): string {
  const on = machine();
  const folder = new URL("../../bench/results/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${on.at.slice(0, 10)}-${what}`, folder).pathname;
  writeFileSync(`${file}.json`, `${JSON.stringify({ machine: on, ...results }, null, 2)}\n`);
  const lines = [
    `# Measured ${on.at.slice(0, 16).replace("T", " ")} UTC: ${what}`,
    "",
    `${on.cpu}, ${on.cores} cores, ${on.memoryGb} GB; Node ${on.node}; commit ${on.commit}.`,
    "",
    "Other work may have run on the machine at the same time: trust ratios within this run first, CPU per request next,",
    "milliseconds and throughput last.",
    ...withDelays(results.withDelays),
    ...withoutDelay(results.withoutDelay, results.rounds),
  ];
  writeFileSync(`${file}.md`, `${lines.join("\n")}\n`);
  return `${file}.md`;
}

function withDelays(measured: WithDelays | null): string[] {
  if (measured === null) return [];
  const starts = measured.startToReadyMs.map((ms) => ms.toFixed(0)).join(", ");
  return [
    "",
    "## With the bank's default delays, one request at a time",
    "",
    `Start to ready: median ${median(measured.startToReadyMs).toFixed(0)} ms (${starts}); promised 3,000 ms; CPU ${median(measured.startCpuMs).toFixed(0)} ms.`,
    "",
    ...table(
      ["operation", "requests", "p50 ms", "p95 ms", "promised p50"],
      measured.times.map(({ what, count, p50, p95, limitMs }) => [
        what,
        String(count),
        p50.toFixed(0),
        p95.toFixed(0),
        limitMs === null ? "" : `${limitMs} ${p50 <= limitMs ? "kept" : "MISSED"}`,
      ]),
    ),
  ];
}

function withoutDelay(measured: readonly Compared[] | null, rounds: number): string[] {
  if (measured === null) return [];
  const row = (name: string, who: Round, rate: number, ratio: string): string[] => [
    name,
    who.cpuMsPerRequest.toFixed(2),
    ratio,
    who.requestsPerSecond.toFixed(0),
    `${who.p50.toFixed(1)} / ${who.p99.toFixed(1)} at ${rate}/s`,
    who.residentMb.toFixed(0),
    who.longestBlockMs.toFixed(0),
  ];
  return [
    "",
    "## Without delays, one gateway process beside the limit",
    "",
    "The limit L1 is a bare `node:http` server that makes the same upstream calls with `undici` and prints the same data;",
    "it parses no GraphQL, verifies no token, checks no contract, decides nothing and logs nothing. Answers and calls were",
    `compared first. ${rounds} rounds in turns; medians, but of memory and of the longest block of the event loop the most.`,
    "",
    ...table(
      ["", "CPU ms", "÷ L1 (least–most)", "requests/s", "p50 / p99 ms", "resident MB", "longest block ms"],
      measured.flatMap(({ workload, gateway, limit, cpuRatios, ratePerSecond }) => [
        row(`${workload}, gateway`, gateway, ratePerSecond, ratioText(cpuRatios)),
        row(`${workload}, L1`, limit, ratePerSecond, "1"),
      ]),
    ),
    "",
    ...measured.map(({ workload, callsPerRequest }) => {
      const calls = Object.entries(callsPerRequest).map(([name, count]) => `${name} ${count}`);
      return `Upstream calls per request, ${workload}: ${calls.join(", ")}.`;
    }),
  ];
}

function ratioText(ratios: readonly number[]): string {
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  return `**${median(ratios).toFixed(1)}** (${least.toFixed(1)}–${most.toFixed(1)})`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

function git(...args: readonly string[]): string {
  try {
    return execFileSync("git", args, { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
