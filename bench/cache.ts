import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { measureDay, measureHitPath } from "./cache-levels.js";
import { measureWarmHeader, type WarmHeader } from "./warm-header.js";

/** What the cache is worth, and what it costs. `npm run bench:cache` writes bench/results/<date>-cache.md. */
const hit = await measureHitPath();
const days = [await measureDay(16, 40_000), await measureDay(64, 60_000)];
const headers: WarmHeader[] = [];
for (const perSecond of [100, 500]) headers.push(await measureWarmHeader(perSecond, 4));

const at = new Date().toISOString();
const cpu = cpus();
const machine = `${cpu[0]?.model ?? "unknown"}, ${cpu.length} cores; Node ${process.version}; load ${loadavg()[0]?.toFixed(1) ?? "?"}`;
const lines = [
  `# Measured ${at.slice(0, 16).replace("T", " ")} UTC: the cache`,
  "",
  `${machine}. Bank, caller and gateway share the cores, with whatever else ran at the time: the load says how much.`,
  "",
  "## A counter look-up whose sources have been asked before, one process, its own level alone",
  "",
  "| requests/s | p50 ms | p95 ms | p99 ms | CPU ms a request | calls a request | resident MB | longest block ms | cold p50 ms |",
  "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
  ...headers.map(
    (each) =>
      `| ${each.perSecond} | ${each.p50.toFixed(1)} | ${each.p95.toFixed(1)} | ${each.p99.toFixed(1)} | ${each.cpuMsPerRequest.toFixed(2)} | ${each.callsPerRequest.toFixed(2)} | ${each.residentMb.toFixed(0)} | ${each.longestBlockMs.toFixed(0)} | ${each.coldP50.toFixed(1)} |`,
  ),
  "",
  "## A local hit",
  "",
  `One question of fifty that are kept locally: ${hit.localHitUs.toFixed(1)} µs, nothing parsed. Reading the same record from its ${hit.recordBytes} bytes takes ${hit.decodeUs.toFixed(1)} µs more.`,
  "",
  "## A day of customers in fast-forward, each asked for once",
  "",
  "| customers | bound MB | most held MB | entries at the end | heap grown MB |",
  "| --- | --- | --- | --- | --- |",
  ...days.map(
    ({ keys, boundMb, mostMb, entries, heapMb }) =>
      `| ${keys} | ${boundMb} | ${mostMb.toFixed(1)} | ${entries} | ${heapMb.toFixed(1)} |`,
  ),
];
const file = new URL(`../../bench/results/${at.slice(0, 10)}-cache`, import.meta.url).pathname;
writeFileSync(`${file}.json`, `${JSON.stringify({ machine, hit, days, headers }, null, 2)}\n`);
writeFileSync(`${file}.md`, `${lines.join("\n")}\n`);
process.stdout.write(`${file}.md\n`);
