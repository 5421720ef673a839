import type { DraftEvent } from "../audit/event/audit-event.js";
import type { MaskEvent } from "./access-masks.js";
import type { PolicyEvent } from "./access-policies.js";

const NO_OPERATION = "0".repeat(64);

/** Which policies are in force, which were refused and which failed is a part of the record of who saw what. */
export function toPolicyRecord(event: PolicyEvent, policyVersion: string): DraftEvent {
  if (event.kind === "POLICIES_IN_FORCE") return changeOf(event.kind, policyVersion, { version: event.version });
  if (event.kind === "POLICY_FAILED")
    return refusalOf(event.kind, policyVersion, { policies: event.policies.join(" ") });
  const [first] = event.problems;
  const where = { problems: event.problems.length, file: first?.file ?? null, line: first?.line ?? null };
  return refusalOf(event.kind, policyVersion, where);
}

/** So is how values are masked. */
export function toMaskRecord(event: MaskEvent, policyVersion: string): DraftEvent {
  if (event.kind === "MASKS_IN_FORCE") return changeOf(event.kind, policyVersion, { version: event.version });
  const where = { problems: event.problems.length, path: event.problems[0]?.path ?? null };
  return refusalOf(event.kind, policyVersion, where);
}

function refusalOf(what: string, policyVersion: string, detail: DraftEvent["detail"]): DraftEvent {
  return { ...changeOf(what, policyVersion, detail), decision: "DENIED", errors: [what] };
}

function changeOf(what: string, policyVersion: string, detail: DraftEvent["detail"]): DraftEvent {
  return {
    actor: { subject: "system:policies", role: "SYSTEM", roles: [], orgUnit: null, actingFor: null },
    channel: "SYSTEM",
    clientId: "gateway",
    purpose: "AUDIT",
    action: "CONFIG_CHANGE",
    decision: "ALLOWED",
    operationName: null,
    operationHash: NO_OPERATION,
    policyVersion,
    grantId: null,
    sources: [],
    durationMs: 0,
    resultCount: null,
    errors: [],
    detail: { what, ...detail },
    subjects: [],
  };
}
