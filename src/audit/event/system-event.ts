import type { AuditAction, AuditDecision, AuditDetail, DraftEvent } from "./audit-event.js";

const NO_OPERATION = "0".repeat(64);

export interface SystemEvent {
  /** The part of the gateway that tells of it. */
  readonly part: string;
  readonly policyVersion: string;
  readonly detail: AuditDetail;
  readonly action?: AuditAction;
  readonly decision?: AuditDecision;
  readonly errors?: readonly string[];
}

/** What the gateway did of itself, on record beside what it was asked: how it is set up is a part of who saw what. */
export function systemEvent({
  part,
  policyVersion,
  detail,
  action = "CONFIG_CHANGE",
  decision = "ALLOWED",
  errors = [],
}: SystemEvent): DraftEvent {
  return {
    actor: { subject: `system:${part}`, role: "SYSTEM", roles: [], orgUnit: null, actingFor: null },
    channel: "SYSTEM",
    clientId: "gateway",
    purpose: "AUDIT",
    action,
    decision,
    operationName: null,
    operationHash: NO_OPERATION,
    policyVersion,
    grantId: null,
    sources: [],
    durationMs: 0,
    resultCount: null,
    errors,
    detail,
    subjects: [],
  };
}
