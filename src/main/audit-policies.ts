import type { DraftEvent } from "../audit/event/audit-event.js";
import type { PolicyEvent } from "./access-policies.js";

const NO_OPERATION = "0".repeat(64);

/** Which policies are in force, which were refused and which failed is a part of the record of who saw what. */
export function toPolicyRecord(event: PolicyEvent, policyVersion: string): DraftEvent {
  const isRefused = event.kind !== "POLICIES_IN_FORCE";
  return {
    actor: { subject: "system:policies", role: "SYSTEM", roles: [], orgUnit: null, actingFor: null },
    channel: "SYSTEM",
    clientId: "gateway",
    purpose: "AUDIT",
    action: "CONFIG_CHANGE",
    decision: isRefused ? "DENIED" : "ALLOWED",
    operationName: null,
    operationHash: NO_OPERATION,
    policyVersion,
    grantId: null,
    sources: [],
    durationMs: 0,
    resultCount: null,
    errors: isRefused ? [event.kind] : [],
    detail: { what: event.kind, ...detailOf(event) },
    subjects: [],
  };
}

function detailOf(event: PolicyEvent): DraftEvent["detail"] {
  if (event.kind === "POLICIES_IN_FORCE") return { version: event.version };
  if (event.kind === "POLICY_FAILED") return { policies: event.policies.join(" ") };
  const [first] = event.problems;
  return { problems: event.problems.length, file: first?.file ?? null, line: first?.line ?? null };
}
