import type { StoredEvent } from "../store/audit-filter.js";
import type { AuditConfig } from "../../platform/config-audit.js";

/** What a rule found, with the events that it goes by. It accuses nobody: it says what somebody should look at. */
export interface Anomaly {
  readonly rule: string;
  /** 0 to 1: how far beyond the usual. */
  readonly score: number;
  readonly actor: string | null;
  readonly customerId: string | null;
  /** When the last of the events happened. */
  readonly at: number;
  /** Ids, the first of them where there are many. */
  readonly events: readonly string[];
  readonly count: number;
  readonly explanation: string;
  /** What was counted, and what is usual. */
  readonly factors: readonly AnomalyFactor[];
}

export interface AnomalyFactor {
  readonly name: string;
  readonly value: number;
}

/** What a rule may ask beyond the events that it is shown. */
export interface AnomalyContext {
  readonly settings: AuditConfig["anomalies"];
  readonly timeZone: string;
  /** Whether the actor has looked at the customer before this moment, as far back as questions may go. */
  readonly hasLooked: (actor: string, customerId: string, before: number) => Promise<boolean>;
}

/** One rule at work on one span of time. It is shown the events oldest first, and keeps only what it still needs. */
export interface AnomalyWatch {
  take(stored: StoredEvent): void;
  end(): Promise<readonly Anomaly[]>;
}

export interface AnomalyRule {
  readonly name: string;
  watch(context: AnomalyContext): AnomalyWatch;
}

/** A list of many events names the first of them. */
export const NAMED_EVENTS = 100;
