import type { Instant } from "./instant.js";
import type { Outcome } from "./outcome.js";
import type { SourceFacts, SourceName } from "./source.js";

export type FreshnessState = "FRESH" | "STALE" | "EXPIRED" | "UNAVAILABLE";
export type ServedFrom = "LIVE" | "CACHE" | "LAST_KNOWN_GOOD";

/**
 * How fresh an answer must be. CACHE_OK: what is kept serves while it is fresh. PREFER_LIVE: the sources are asked, and
 * what is kept stands in for one that fails. REQUIRE_LIVE: what the sources say now, or nothing.
 */
export type FreshnessPolicy = "CACHE_OK" | "PREFER_LIVE" | "REQUIRE_LIVE";

const STRICTNESS: readonly FreshnessPolicy[] = ["CACHE_OK", "PREFER_LIVE", "REQUIRE_LIVE"];

export function isStricter(policy: FreshnessPolicy, than: FreshnessPolicy): boolean {
  return STRICTNESS.indexOf(policy) > STRICTNESS.indexOf(than);
}

/** When something was true at its source, when we read it, and what that makes it now. */
export interface FreshnessRecord {
  readonly source: SourceName;
  readonly asOf: Instant | null;
  readonly retrievedAt: Instant | null;
  readonly ageSeconds: number | null;
  readonly state: FreshnessState;
  readonly servedFrom: ServedFrom;
  /** A fault code when something is missing, or when what was known before had to stand in; else null. */
  readonly reason: string | null;
  /** The part of a divided source that is missing, "core-banking/ningbo"; null where it is all of it, or nothing. */
  readonly part: string | null;
}

const DAY_MS = 86_400_000;

/** The verdict over one outcome: its age against the source's own budget. */
export function freshnessOf(outcome: Outcome<unknown>, facts: SourceFacts, now: Instant): FreshnessRecord {
  if (outcome.kind === "unavailable") {
    return {
      source: outcome.source,
      asOf: null,
      retrievedAt: null,
      ageSeconds: null,
      state: "UNAVAILABLE",
      servedFrom: "LIVE",
      reason: outcome.because.code,
      part: outcome.because.part,
    };
  }
  const ageSeconds = Math.max(0, Math.floor((now - outcome.asOf) / 1000));
  return {
    source: outcome.source,
    asOf: outcome.asOf,
    retrievedAt: outcome.retrievedAt,
    ageSeconds,
    // A nightly batch may carry the end of its own day; a moment further ahead than that is no moment to go by.
    state: outcome.asOf - now > DAY_MS ? "EXPIRED" : stateOf(ageSeconds, facts),
    servedFrom: outcome.kept?.from ?? "LIVE",
    reason: outcome.kept?.because?.code ?? null,
    part: outcome.kept?.because?.part ?? null,
  };
}

export function stateOf(ageSeconds: number, facts: SourceFacts): FreshnessState {
  if (ageSeconds <= facts.freshnessBudgetSeconds) return "FRESH";
  return ageSeconds <= facts.maxStaleSeconds ? "STALE" : "EXPIRED";
}
