import type { AuditAction, AuditDetail } from "../../audit/event/audit-event.js";
import { systemEvent } from "../../audit/event/system-event.js";
import { openAuditStore } from "../../audit/store/open-store.js";
import { AuditTrail } from "../../audit/trail/audit-trail.js";
import { systemClock } from "../../platform/clock.js";
import type { AuditConfig } from "../../platform/config-audit.js";

/** Nobody's answer waits for a command: a gateway that is writing at the same time goes first. */
const PATIENCE_MS = 15_000;

/**
 * Puts on record what a command does to a trail: that it was exported, that months of it were removed. The event is one of
 * a writer of its own, and sealed with the next that the gateways seal. Throws AuditUnavailable.
 */
export async function recordCommand(config: AuditConfig, action: AuditAction, detail: AuditDetail): Promise<void> {
  const store = await openAuditStore({ ...config, timeoutMs: PATIENCE_MS });
  try {
    const { writer, queueLimit } = config;
    const trail = new AuditTrail(store, { writer, clock: systemClock(), queueLimit, timeoutMs: PATIENCE_MS });
    await trail.append(systemEvent({ part: "command", policyVersion: "", action, detail }));
    await trail.close();
  } finally {
    await store.close();
  }
}
