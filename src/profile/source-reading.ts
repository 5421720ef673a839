import type { FreshnessState } from "../domain/freshness.js";
import type { Instant } from "../domain/instant.js";
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

export interface SourceReading extends ConditionReading {
  /** Empty where the source is not divided. */
  readonly parts: readonly PartReading[];
  /** Null where its calls cost nothing. */
  readonly budget: BudgetReading | null;
}
