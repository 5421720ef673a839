import type { Metrics } from "../metrics.js";
import type { EntryFlaw } from "./entry-envelope.js";

export type ReadResult =
  | "local"
  | "shared"
  /** Served old while it is being read again. */
  | "revalidating"
  /** Served old because the source failed. */
  | "last-known-good"
  | "miss"
  /** Somebody else's answer to the same question. */
  | "joined";

/** What the cache tells of itself. */
export interface CacheMetrics {
  read(source: string, operation: string, result: ReadResult): void;
  flawed(flaw: EntryFlaw): void;
  redisFailed(kind: "timeout" | "connection" | "write"): void;
  changed(source: string, count: number): void;
  refused(reason: string): void;
}

export function cacheMetrics(
  metrics: Metrics,
  gauges: { readonly localBytes: () => number; readonly localEntries: () => number; readonly isShared: () => boolean },
): CacheMetrics {
  const reads = metrics.counter("c360_cache_reads_total", "What became of questions to the cache.", [
    "source",
    "operation",
    "result",
  ]);
  const flaws = metrics.counter(
    "c360_cache_flawed_entries_total",
    "Entries of the shared level that were not served.",
    ["flaw"],
  );
  const failures = metrics.counter("c360_cache_redis_failures_total", "Commands that Redis did not carry out.", [
    "kind",
  ]);
  const changes = metrics.counter("c360_cache_changes_total", "Customer records reported as changed.", ["source"]);
  const refusals = metrics.counter("c360_cache_refused_events_total", "Change events that were refused.", ["reason"]);
  metrics.gauge("c360_cache_local_bytes", "What the local level holds, in bytes.", gauges.localBytes);
  metrics.gauge("c360_cache_local_entries", "How many entries the local level holds.", gauges.localEntries);
  metrics.gauge("c360_cache_shared_up", "1 while the shared level answers and takes what it is given.", () =>
    gauges.isShared() ? 1 : 0,
  );
  return {
    read: (source, operation, result) => reads.inc({ source, operation, result }),
    flawed: (flaw) => flaws.inc({ flaw }),
    redisFailed: (kind) => failures.inc({ kind }),
    changed: (source, count) => changes.inc({ source }, count),
    refused: (reason) => refusals.inc({ reason }),
  };
}
