import type { FreshnessState } from "../domain/freshness.js";
import type { Instant } from "../domain/instant.js";
import type { SourceName } from "../domain/source.js";
import type { CallCounts } from "../platform/resilience/call-counts.js";
import type { BudgetReading } from "../platform/resilience/daily-budget.js";

type Circuit = "CLOSED" | "HALF_OPEN" | "OPEN";

/** How one source, or one part of it, has been doing, as this process saw it. */
export interface ConditionReading {
  readonly state: FreshnessState | null;
  readonly circuit: Circuit;
  readonly p95Ms: number | null;
  readonly errorRate: number | null;
  readonly lastSuccessAt: Instant | null;
  readonly since: Instant | null;
  readonly message: string | null;
}

export interface PartReading extends ConditionReading {
  /** "core-banking/ningbo" */
  readonly id: string;
}

/** What became of the questions that the gateway had, since the process began. */
export interface CallsReading {
  readonly asked: number;
  /** Requests on the wire for them, retries and second requests included. */
  readonly sent: number;
  readonly retried: number;
  readonly hedged: number;
  /** Not sent at all: no time left, circuit open, overloaded, no tokens, no budget. */
  readonly refused: number;
}

/** The same of one address, in detail, for whoever publishes figures. */
export interface AddressFigures {
  readonly source: SourceName;
  /** Null for a whole source. */
  readonly part: string | null;
  readonly circuit: Circuit;
  readonly counts: CallCounts;
  /** Calls that may be under way at once, at present. */
  readonly limit: number;
  readonly budget: BudgetReading | null;
}

export interface SourceReading extends ConditionReading {
  /** Empty where the source is not divided. */
  readonly parts: readonly PartReading[];
  readonly calls: CallsReading;
  /** Null where its calls cost nothing. */
  readonly budget: BudgetReading | null;
}
