import type { AuditAction, AuditDecision, AuditedClass, AuditEvent, FieldOutcome } from "../event/audit-event.js";
import { AuditQuestionError } from "../audit-error.js";

/** What an auditor looks for. Everything given must hold. */
export interface AuditFilter {
  /** From this moment on, in milliseconds since the epoch. */
  readonly from: number;
  /** Up to, and without, this moment. */
  readonly to: number;
  readonly customerId?: string;
  readonly actor?: string;
  /** The three together speak of one field: a customer's number in clear, not one field's path and another's outcome. */
  readonly path?: string;
  readonly classes?: readonly AuditedClass[];
  readonly outcomes?: readonly FieldOutcome[];
  readonly purpose?: string;
  readonly grantId?: string;
  readonly outsidePortfolio?: boolean;
  readonly actions?: readonly AuditAction[];
  readonly decisions?: readonly AuditDecision[];
}

/** Where an event stands in a list that begins with the newest. */
export interface EventPosition {
  readonly at: number;
  readonly position: number;
}

export interface StoredEvent {
  readonly event: AuditEvent;
  readonly hash: string;
  readonly position: number;
  /** When the store took it, by the store's clock. */
  readonly recordedAt: number;
}

const DAY_MS = 86_400_000;

/** Throws AuditQuestionError for a range that is missing, reversed or wider than `mostDays`. */
export function checkedFilter(
  filter: Omit<AuditFilter, "from" | "to"> & { readonly from?: number | null; readonly to?: number | null },
  mostDays: number,
): AuditFilter {
  const { from, to } = filter;
  if (typeof from !== "number" || typeof to !== "number" || !Number.isFinite(from) || !Number.isFinite(to))
    throw new AuditQuestionError("TIME_RANGE_REQUIRED");
  if (to <= from) throw new AuditQuestionError("TIME_RANGE_REVERSED");
  if (to - from > mostDays * DAY_MS) throw new AuditQuestionError("TIME_RANGE_TOO_WIDE");
  return { ...filter, from, to };
}
