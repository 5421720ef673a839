import { stateOf } from "../../domain/freshness.js";
import type { Instant } from "../../domain/instant.js";
import type { CacheRule, SourceFacts } from "../../domain/source.js";
import type { KeptRecord } from "./record-codec.js";

/** What a kept answer is good for. */
export type Verdict =
  /** Serves. */
  | "fresh"
  /** Serves, and is due to be read again before anybody has to wait for it. */
  | "due"
  /** Serves once more while it is being read again. */
  | "revalidate"
  /** Stands in for a source that fails. */
  | "stand-in"
  | "dead";

/** What could not be read whole is asked for again before long: the next answer may be. */
const PARTIAL_SECONDS = 60;

/** Where answers are good for less than this, reading them early would only double the calls. */
const EARLY_FROM_SECONDS = 10;

export interface Weighed {
  readonly record: KeptRecord;
  readonly ageMs: number;
  /** 0 to 1, another one for each key: how early it is read again, so that not all are at one moment. */
  readonly jitter: number;
}

export function verdictOn(
  { record, ageMs, jitter }: Weighed,
  rule: CacheRule,
  facts: SourceFacts,
  now: Instant,
): Verdict {
  const age = ageMs / 1000;
  const fresh = freshSeconds(record, rule, facts, now);
  if (age <= fresh) {
    return fresh >= EARLY_FROM_SECONDS && age > fresh * (0.8 + 0.15 * jitter) ? "due" : "fresh";
  }
  if (record.isPartial || record.outcome.kind === "absent") return "dead";
  if (age <= fresh + rule.whileRevalidatingSeconds) return "revalidate";
  return age <= rule.ifErrorSeconds ? "stand-in" : "dead";
}

function freshSeconds({ outcome, isPartial }: KeptRecord, rule: CacheRule, facts: SourceFacts, now: Instant): number {
  if (outcome.kind === "absent") return rule.absentSeconds;
  const again = rule.askAgainWhenStaleSeconds;
  const isStale = again !== undefined && stateOf((now - outcome.asOf) / 1000, facts) !== "FRESH";
  const most = isStale ? Math.min(again, rule.freshSeconds) : rule.freshSeconds;
  return isPartial ? Math.min(most, PARTIAL_SECONDS) : most;
}

/** How long it is of any use, from the moment when it was read. 0: not to be kept at all. */
export function usefulMs({ outcome, isPartial }: KeptRecord, rule: CacheRule): number {
  if (outcome.kind === "absent") return rule.absentSeconds * 1000;
  if (isPartial) return Math.min(rule.freshSeconds, PARTIAL_SECONDS) * 1000;
  return Math.max(rule.freshSeconds + rule.whileRevalidatingSeconds, rule.ifErrorSeconds) * 1000;
}
