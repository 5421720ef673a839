import type { RequestContext } from "../context.js";
import { assertAuditor } from "./audit-question.js";
import { toAuditEvent, type AuditEvent } from "./audit-event.type.js";

/** An event by its own id; null for one that is not there. Throws AccessError for who may not read the record. */
export async function openAuditEvent(context: RequestContext, id: string): Promise<AuditEvent | null> {
  assertAuditor(context, "event", { eventId: id });
  const stored = await context.audit.event(id);
  return stored === null ? null : toAuditEvent(stored);
}
