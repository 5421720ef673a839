import { cpus, totalmem } from "node:os";
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildIndex, type BuildFigures } from "./identity/build-index.js";
import { measureIncrement, type IncrementFigures } from "./identity/measure-increment.js";
import { measureLookup, type LookupFigures, type LookupTimes } from "./identity/measure-lookup.js";
import { fake1000, febrl1, febrl4 } from "./identity/public-sets.js";
import { resolveSet, type Figures } from "./identity/resolve-set.js";
import { simpleRules } from "./identity/simple-rules.js";

const HELP = `node dist/bench/identity.js [options]

  --only <part>      "sets", "build", "lookup" or "increment"; all by default.
  --records <n>      Records of the build. Default 1000000.
  --lookup <n>       Records of the exact look-up. Default 10000000 (6 GB of disk for the time of the run).
  --index <file>     An index for the exact look-up: written where it is not there, used again where it is.
  --what <name>      The results' name: bench/results/<date>-<name>.md. Default "identity".
`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean" },
    only: { type: "string" },
    records: { type: "string", default: "1000000" },
    lookup: { type: "string", default: "10000000" },
    index: { type: "string" },
    what: { type: "string", default: "identity" },
  },
});

const note = (text: string): boolean => process.stderr.write(`${text}\n`);
const percent = (share: number): string => share.toFixed(4);
const wanted = (part: string): boolean => values.only === undefined || values.only === part;

function setTable(): string[] {
  const row = (name: string, rule: string, { precision, recall, queued }: Figures): string =>
    `| ${name} | ${rule} | ${percent(precision)} | ${percent(recall)} | ${queued} |`;
  const rows = [febrl1(), febrl4(), fake1000()].flatMap((set) => [
    ...simpleRules(set).map(({ rule, figures }) => row(set.name, rule, figures)),
    row(set.name, "**the index's matching**", resolveSet(set)),
  ]);
  return [
    "## Public sets",
    "",
    "| set | rule | precision | recall | queued |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ];
}

function buildLines(built: BuildFigures): string[] {
  const { records, seconds, stateSeconds, cpuSeconds, peakMb, fileMb, precision, recall, queued, queuedTruly } = built;
  return [
    "## Build",
    "",
    `${records} records of four systems: ${seconds.toFixed(0)} s (${stateSeconds.toFixed(0)} s to state them), ${cpuSeconds.toFixed(0)} s of CPU in all threads, ${peakMb.toFixed(0)} MB resident at most, ${fileMb.toFixed(0)} MB of file.`,
    `Pairwise precision ${percent(precision)}, recall ${percent(recall)}; ${queued} pairs wait for a steward, of which ${queuedTruly} are one customer's.`,
    "",
  ];
}

function lookupLines({ records, fileMb, found, notFound }: LookupFigures): string[] {
  const of = (name: string, { p50, p99 }: LookupTimes): string =>
    `| ${[name, ...[p50, p99].map((time) => time.toFixed(3))].join(" | ")} |`;
  return [
    "## Exact look-up",
    "",
    `In ${records} records (${fileMb.toFixed(0)} MB of file), milliseconds:`,
    "",
    "| | p50 | p99 |",
    "| --- | --- | --- |",
    of("found", found),
    of("not found", notFound),
    "",
  ];
}

function incrementLines({ records, p50, p99 }: IncrementFigures): string[] {
  return [
    "## A change",
    "",
    `In an index of ${records} records, from a changed record in hand to its new number found: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms. A running gateway asks for changes every 500 ms.`,
    "",
  ];
}

if (values.help === true) process.stdout.write(HELP);
else {
  const at = new Date().toISOString();
  const lines = [
    `# Measured ${at.slice(0, 16).replace("T", " ")} UTC: ${values.what}`,
    "",
    `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GB; Node ${process.version}.`,
    "",
    ...(wanted("sets") ? setTable() : []),
    ...(wanted("increment") ? incrementLines(await measureIncrement(20_000)) : []),
    ...(wanted("build") ? buildLines(await buildIndex(Number(values.records), { threads: 1, note })) : []),
    ...(wanted("lookup") ? lookupLines(await measureLookup(Number(values.lookup), note, values.index ?? null)) : []),
  ];
  const folder = new URL("../../bench/results/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${at.slice(0, 10)}-${values.what}.md`, folder).pathname;
  writeFileSync(file, lines.join("\n"));
  process.stdout.write(`${lines.join("\n")}\n${file}\n`);
}
