import type { CalendarDate, Instant } from "../instant.js";
import type { Elements, Leaf } from "../outcome.js";
import type { Sealed } from "../sealed.js";
import type { SourceName } from "../source.js";

/** One reason for a figure, and what it adds to it. */
export interface FactorRecord {
  readonly name: string;
  /** As a person reads it, such as `92 ≥ 90`. */
  readonly value: Leaf<Sealed<string>>;
  readonly weight: Leaf<number>;
  readonly contribution: Leaf<Sealed<number>>;
  readonly source: Leaf<SourceName>;
  readonly direction: Leaf<Sealed<string>>;
}

export interface ExplanationRecord {
  readonly summary: Leaf<Sealed<string>>;
  readonly factors: Elements<FactorRecord>;
  readonly modelId: Leaf<string>;
  readonly modelVersion: Leaf<string>;
  readonly computedAt: Leaf<Instant>;
  readonly inputsAsOf: Leaf<Instant>;
}

export interface ScoreRecord {
  readonly value: Leaf<Sealed<number>>;
  readonly scale: Leaf<string>;
  readonly band: Leaf<Sealed<string>>;
  readonly explanation: Leaf<ExplanationRecord>;
}

export interface SegmentRecord {
  readonly id: string;
  readonly name: Leaf<Sealed<string>>;
  readonly kind: Leaf<Sealed<string>>;
  readonly explanation: Leaf<ExplanationRecord>;
}

/** What the bank's analytics say of a customer, with their reasons. The gateway reads it and computes nothing. */
export interface EvaluationRecord {
  readonly stage: Leaf<Sealed<string>>;
  readonly since: Leaf<Sealed<CalendarDate>>;
  /** Null for somebody who has nothing to leave. */
  readonly churnRisk: Leaf<ScoreRecord>;
  readonly segments: Elements<SegmentRecord>;
}
