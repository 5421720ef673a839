import type { Clock } from "../../domain/instant.js";
import type { CacheKeys } from "../../platform/cache/cache-keys.js";
import type { CacheMetrics } from "../../platform/cache/cache-metrics.js";
import type { LocalEntry, LocalLevel } from "../../platform/cache/local-level.js";
import type { SharedAnswer, SharedLevel, SharedRead, SharedWrite } from "../../platform/cache/shared-level.js";
import type { Outcome } from "../../domain/outcome.js";
import { decodeRecord, encodeRecord, type KeptRecord } from "./record-codec.js";
import { weigh } from "./record-weight.js";
import { subjectsOf, type Slot } from "./slot.js";
import { usefulMs, verdictOn, type Verdict } from "./verdict.js";

export interface KeptAnswersParts {
  readonly keys: CacheKeys;
  readonly local: LocalLevel<KeptRecord>;
  /** Null where there is none: then each process keeps for itself. */
  readonly shared: SharedLevel | null;
  readonly clock: Clock;
  readonly metrics: CacheMetrics;
}

/** Known before a source is asked; what changes after it makes the answer too old to be kept. */
export interface Ticket {
  readonly local: number;
  /** Null: what the shared level knew is not known, so nothing goes into it. */
  readonly stamp: number | null;
}

/** Our records in both levels: read, judged by their rules, and kept. */
export class KeptAnswers {
  constructor(private readonly parts: KeptAnswersParts) {}

  get shared(): SharedLevel | null {
    return this.parts.shared;
  }

  ticket(stamp: number | null): Ticket {
    return { local: this.parts.local.ticket(), stamp };
  }

  verdict({ held, rule, facts }: Slot): Verdict {
    return held === null || rule === undefined ? "dead" : verdictOn(held, rule, facts, this.parts.clock.now());
  }

  readLocal(slot: Slot): void {
    const entry = this.parts.local.read(slot.name);
    if (entry !== undefined) this.#hold(slot, entry.value, "local", entry);
  }

  async readShared(slots: readonly Slot[]): Promise<void> {
    const ticket = this.ticket(null);
    const answer = (await this.parts.shared?.read(slots.map(toRead))) ?? null;
    if (answer !== null) this.take(slots, answer, ticket);
  }

  /** What the shared level gave, into the slots and the local level. */
  take(slots: readonly Slot[], { entries }: SharedAnswer, ticket: Ticket): void {
    for (const [index, slot] of slots.entries()) {
      const entry = entries[index];
      if (entry === null || entry === undefined) continue;
      const record = decodeRecord(entry.content);
      if (record === null || record.outcome.source !== slot.question.operation.source) {
        this.parts.metrics.flawed("content");
        continue;
      }
      if (slot.held !== null && slot.held.record.outcome.retrievedAt >= record.outcome.retrievedAt) continue;
      this.#hold(slot, record, "shared");
      const { bytes } = weigh(record.outcome);
      this.parts.local.keep(slot.name, record, entry.subjects, bytes, ticket.local);
    }
  }

  /** Keeps an answer locally, and gives back what is to be written to the shared level. */
  keep(slot: Slot, outcome: Outcome<unknown>, ticket: Ticket): SharedWrite | null {
    if (outcome.kind === "unavailable" || outcome.kept !== undefined || slot.rule === undefined) return null;
    const { bytes, condition } = weigh(outcome);
    if (condition === "failed") return null;
    const record: KeptRecord = { outcome, isPartial: condition === "partial" };
    const ttlMs = usefulMs(record, slot.rule);
    const subjects = subjectsOf(this.parts.keys, slot, outcome);
    if (ttlMs <= 0 || subjects.length === 0) return null;
    this.parts.local.keep(slot.name, record, subjects, bytes, ticket.local);
    if (this.parts.shared === null || ticket.stamp === null) return null;
    return { key: slot.key, content: encodeRecord(record), subjects, ttlMs };
  }

  #hold(slot: Slot, record: KeptRecord, level: "local" | "shared", entry?: LocalEntry<KeptRecord>): void {
    const byClock = this.parts.clock.now() - record.outcome.retrievedAt;
    // The bank's clock may stand still; time goes on all the same.
    const byTimer = entry === undefined ? 0 : performance.now() - entry.since;
    slot.held = { record, level, ageMs: Math.max(byClock, byTimer, 0), jitter: jitterOf(slot.name) };
  }
}

export function toRead({ key, subject }: Slot): SharedRead {
  return { key, subject };
}

/** Each process reads each answer early at a moment of its own. */
const SALT = Math.random();

function jitterOf(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at += 1) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  // The golden ratio spreads neighbours over the whole range.
  return (SALT + (hash >>> 0) * 0.618_033_988_749_895) % 1;
}
