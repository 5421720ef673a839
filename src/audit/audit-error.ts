export type AuditFault = "STORE" | "TIMEOUT" | "QUEUE_FULL" | "CLOSED";

/** The trail could not keep an event, so what the event tells of must not leave. */
export class AuditUnavailable extends Error {
  override readonly name = "AuditUnavailable";
  readonly code = "AUDIT_UNAVAILABLE";
  constructor(
    readonly fault: AuditFault,
    cause?: unknown,
  ) {
    super(`the audit trail is not available: ${fault}`, { cause });
  }
}

/** A draft that is not fit for the trail: a mistake of ours, named by its place and never by its value. */
export class AuditRejected extends Error {
  override readonly name = "AuditRejected";
  constructor(readonly where: string) {
    super(`not fit for the audit trail: ${where}`);
  }
}

export type AuditQuestionFault =
  | "TIME_RANGE_REQUIRED"
  | "TIME_RANGE_REVERSED"
  | "TIME_RANGE_TOO_WIDE"
  | "CURSOR_INVALID"
  | "PAGE_SIZE_INVALID"
  | "AUDIT_BUSY";

/** A question that the trail does not answer as it stands: the caller's to mend. */
export class AuditQuestionError extends Error {
  override readonly name = "AuditQuestionError";
  constructor(readonly code: AuditQuestionFault) {
    super(`the question to the audit trail is not well put: ${code}`);
  }
}
