import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock, Instant } from "../../src/domain/instant.js";
import { BulkSettler } from "../../src/identity/build/bulk-settler.js";
import { BulkStater } from "../../src/identity/build/bulk-stater.js";
import { InlinePartitioner, type Partitioner } from "../../src/identity/build/partitioner.js";
import { PartitionThread } from "../../src/identity/build/partition-thread.js";
import { PrintPool } from "../../src/identity/build/print-pool.js";
import { InlinePrinter } from "../../src/identity/build/printer.js";
import { KeyRing } from "../../src/identity/features/key-ring.js";
import { IdentityWriter } from "../../src/identity/identity-writer.js";
import { DEFAULT_MODEL } from "../../src/identity/match/match-model.js";
import { openIdentityStore } from "../../src/identity/open-identity-store.js";
import type { Observation } from "../../src/identity/observation.js";
import { generatedRecords, RECORDS_PER_ENTITY } from "./chinese-set.js";
import { readFeed, writeFeed } from "./feed-file.js";
import { measuredAgainst, type Measured } from "./pair-figures.js";

export interface BuildFigures extends Measured {
  readonly records: number;
  readonly seconds: number;
  readonly stateSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly fileMb: number;
}

const SEED = 20_260_630;
const SECRET = "a secret of the benchmark, and of nothing else";
const PAGE = 2_000;

/**
 * Builds an index of so many records out of four systems, as `identity ingest` does from the feed's pages on, in a file
 * of its own; and holds the result against the truth. The records are generated and written down beforehand: making them
 * up is the bank's work. Reading and parsing them is measured with all that follows.
 */
export async function buildIndex(
  records: number,
  { threads, note }: { readonly threads: number; readonly note: (text: string) => void },
): Promise<BuildFigures> {
  const folder = mkdtempSync(join(tmpdir(), "identity-bench-"));
  const file = join(folder, "identity.sqlite");
  const clock: Clock = { now: () => 1_782_790_000_000 as Instant };
  const secrets = [{ id: "1", secret: SECRET }];
  const store = await openIdentityStore(file, true);
  const ring = new KeyRing(secrets);
  const writer = new IdentityWriter(store, clock, { ring, model: DEFAULT_MODEL, secret: SECRET });
  const startPartitioner = (): Partitioner =>
    threads > 0
      ? new PartitionThread({ where: file, keys: secrets, model: DEFAULT_MODEL, secret: SECRET })
      : new InlinePartitioner(store, writer.parts);
  const feed = join(folder, "feed.jsonl");
  const entities = Math.ceil(records / RECORDS_PER_ENTITY);
  await writeFeed({ path: feed, seed: SEED, entities }, threads > 0);
  const pool = threads > 0 ? new PrintPool(secrets, threads) : new InlinePrinter(ring);
  let peak = 0;
  const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const [startedAt, cpuAtStart] = [performance.now(), process.cpuUsage()];
  try {
    await stateAll(feed, new BulkStater(store, clock, writer, pool));
    const statedAt = performance.now();
    note(`stated after ${((statedAt - startedAt) / 1_000).toFixed(1)} s`);
    let last = "";
    await pool.close();
    await new BulkSettler(store, clock, writer, startPartitioner).settle((step) => {
      peak = Math.max(peak, process.memoryUsage.rss());
      if (step !== last) note(`${step} at ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
      last = step;
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    clearInterval(watching);
    const { user, system } = process.cpuUsage(cpuAtStart);
    const truth = new Map<string, number>();
    for (const { entity, record } of generatedRecords(SEED, entities))
      truth.set(`${record.source}\n${record.recordId}`, entity);
    const measured = await measuredAgainst(store, truth);
    return {
      ...measured,
      records: truth.size,
      seconds,
      stateSeconds: (statedAt - startedAt) / 1_000,
      cpuSeconds: (user + system) / 1e6,
      peakMb: peak / 1024 ** 2,
      fileMb: statSync(file).size / 1024 ** 2,
    };
  } finally {
    clearInterval(watching);
    await pool.close();
    await store.destroy();
    rmSync(folder, { recursive: true });
  }
}

/** Two pages are under way at a time: one is hashed while the other is written. */
async function stateAll(feed: string, stater: BulkStater): Promise<void> {
  const underWay: Promise<unknown>[] = [];
  for (const page of readFeed(feed, PAGE)) {
    underWay.push(stater.observe(page.map((record): Observation => ({ record, numbers: null, origin: "LISTING" }))));
    if (underWay.length >= 3) await underWay.shift();
  }
  await Promise.all(underWay);
}
