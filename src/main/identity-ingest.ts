import { availableParallelism } from "node:os";
import { toInstant, type Clock } from "../domain/instant.js";
import { BulkSettler } from "../identity/build/bulk-settler.js";
import { BulkStater } from "../identity/build/bulk-stater.js";
import { InlinePartitioner, type Partitioner } from "../identity/build/partitioner.js";
import { PartitionThread } from "../identity/build/partition-thread.js";
import { PrintPool } from "../identity/build/print-pool.js";
import { InlinePrinter } from "../identity/build/printer.js";
import { FeedLog } from "../identity/feed/feed-log.js";
import { PartyIngest, type IngestReport } from "../identity/feed/party-ingest.js";
import { fixedClock, systemClock } from "../platform/clock.js";
import { readConfig } from "../platform/config.js";
import type { Config } from "../platform/config-schema.js";
import { createLog } from "../platform/log.js";
import type { GatewayPaths } from "./gateway.js";
import { keysOf, openIdentity, type OpenIdentity } from "./identity.js";
import { PATHS } from "./paths.js";
import { ProgressLine } from "./progress-line.js";
import { openSources } from "./upstreams.js";

export interface IngestOptions {
  readonly restart: boolean;
}

/** Reads every source's feed into the index, then settles what is new. Ends with status 1 when a feed was not read to its end. */
export async function runIdentityIngest(configPath: string | null, options: IngestOptions): Promise<void> {
  const config = readConfig(configPath);
  // One thread reads the feed and writes; the others hash.
  const threads = availableParallelism() - 1;
  const reports = await ingestAll(config, PATHS, { ...options, threads }, new ProgressLine(process.stderr));
  for (const report of reports) process.stdout.write(`${describe(report)}\n`);
  process.exitCode = reports.every(({ isComplete }) => isComplete) ? 0 : 1;
}

/** `threads` beside this one hash what records say; none where this one does it itself. */
export async function ingestAll(
  config: Config,
  paths: Pick<GatewayPaths, "contracts">,
  { restart, threads }: IngestOptions & { readonly threads: number },
  progress: ProgressLine,
): Promise<readonly IngestReport[]> {
  const { fixedAt } = config.clock;
  const clock: Clock = fixedAt === undefined ? systemClock() : fixedClock(toInstant(fixedAt));
  const log = createLog({ level: config.log.level, to: "stderr" });
  const identity = await openIdentity(config.identity, clock, true);
  const open = openSources(config, paths.contracts, clock, log);
  const printer =
    threads > 0 ? new PrintPool(keysOf(config.identity), threads) : new InlinePrinter(identity.writer.parts.ring);
  try {
    const { store } = identity.index;
    const { core, loan, card, crm } = open.sources;
    const feedLog = new FeedLog(store, clock);
    const stater = new BulkStater(store, clock, identity.writer, printer);
    const ingest = new PartyIngest(identity.writer, stater, feedLog, (source, done, of) =>
      progress.show(source, done, of),
    );
    const reports: IngestReport[] = [];
    for (const feed of [core, loan, card, crm]) {
      if (restart) await feedLog.restart(feed.name);
      reports.push(await ingest.run(feed));
      progress.end();
    }
    // It is done, and what it has learnt takes room.
    await printer.close();
    const settler = new BulkSettler(store, clock, identity.writer, partitionerOf(config.identity, identity, threads));
    await settler.settle((step, done, of) => progress.show(step.toLowerCase(), done, of));
    progress.end();
    return reports;
  } finally {
    await printer.close();
    await Promise.all([open.close(), identity.close()]);
  }
}

/** Beside this thread where there is another one, and a store that it can open as well. */
function partitionerOf(
  { store: where, secret, ...config }: Config["identity"],
  { index, writer }: OpenIdentity,
  threads: number,
): () => Partitioner {
  const { model } = writer.parts;
  if (threads === 0 || where === ":memory:") return () => new InlinePartitioner(index.store, writer.parts);
  return () => new PartitionThread({ where, keys: keysOf({ ...config, store: where, secret }), model, secret });
}

function describe(report: IngestReport): string {
  const { source, listed, changed, flagged, unreadable, removed, isComplete, fault } = report;
  const counts = `${listed} listed, ${changed} new or changed, ${flagged} flagged, ${unreadable} unreadable, ${removed} given up`;
  return `${source}: ${counts}; ${isComplete ? "complete" : `not complete (${fault ?? "unknown"}), run again to go on`}`;
}
