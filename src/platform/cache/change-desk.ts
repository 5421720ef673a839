import type { Log } from "../log.js";
import type { CacheKeys } from "./cache-keys.js";
import type { CacheMetrics } from "./cache-metrics.js";
import type { ChangeFeed } from "./change-feed.js";
import { within } from "./redis-guard.js";
import type { SharedLevel } from "./shared-level.js";

/** "Customer X changed in system Y", or is to be forgotten there. */
export interface Change {
  readonly source: string;
  readonly recordId: string;
}

export interface ChangeDeskParts {
  readonly keys: CacheKeys;
  /** Drops the subjects from this process's own memory. */
  readonly dropLocally: (subjects: readonly string[]) => void;
  readonly shared: SharedLevel | null;
  readonly feed: ChangeFeed | null;
  readonly metrics: CacheMetrics;
  readonly log: Log;
}

/** A change may wait a little for Redis: nobody's page waits for it. */
const PATIENCE_MS = 1_000;

/**
 * Makes everything that is kept of a customer record cold, in every level of every process, by destroying its data key:
 * no copy can be read after it, wherever it is. That is how a change takes effect, and how a customer is forgotten.
 */
export class ChangeDesk {
  constructor(private readonly parts: ChangeDeskParts) {}

  /** Rejects when other processes could not be told; in this one it has taken effect all the same. */
  async take(changes: readonly Change[]): Promise<void> {
    const { keys, dropLocally, shared, feed, metrics } = this.parts;
    const subjects = [...new Set(changes.map(({ source, recordId }) => keys.ofSubject(source, recordId)))];
    if (subjects.length === 0) return;
    dropLocally(subjects);
    for (const { source } of changes) metrics.changed(source, 1);
    if (shared === null || feed === null) return;
    await within(PATIENCE_MS, shared.bury(subjects));
    await within(PATIENCE_MS, feed.announce(subjects));
    // Once more: an answer may have come over from the shared level in between.
    dropLocally(subjects);
  }

  refuse(reason: "unknown-system" | "bad-signature" | "stale" | "replayed" | "malformed"): void {
    this.parts.metrics.refused(reason);
    this.parts.log.warn({ reason }, "change event refused");
  }
}
