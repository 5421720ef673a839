import type { AuditTrail } from "../audit/trail/audit-trail.js";
import { dataShown } from "../graph/engine/look-record.js";
import type { RecordLook } from "../graph/engine/finished-answer.js";
import type { AuditConfig } from "../platform/config-audit.js";

/** What may be buffered under each setting: what shows nothing of a customer, or at most values of class C1. */
const BUFFERED: Readonly<Record<AuditConfig["buffer"], ReadonlySet<string>>> = {
  none: new Set(),
  public: new Set(["nothing"]),
  C1: new Set(["nothing", "C1"]),
};

/** Puts looks on record: durable before the answer leaves, but for what the bank has said may follow a moment later. */
export function recordLooks(trail: AuditTrail, buffer: AuditConfig["buffer"]): RecordLook {
  const buffered = BUFFERED[buffer];
  return async (event) => {
    if (buffered.has(dataShown(event))) trail.buffer(event);
    else await trail.append(event);
  };
}
