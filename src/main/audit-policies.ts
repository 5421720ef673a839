import type { DraftEvent } from "../audit/event/audit-event.js";
import { systemEvent } from "../audit/event/system-event.js";
import type { PolicyEvent } from "./access-policies.js";

/** Which policies are in force, which were refused and which failed is a part of the record of who saw what. */
export function toPolicyRecord(event: PolicyEvent, policyVersion: string): DraftEvent {
  const isRefused = event.kind !== "POLICIES_IN_FORCE";
  return systemEvent({
    part: "policies",
    policyVersion,
    decision: isRefused ? "DENIED" : "ALLOWED",
    errors: isRefused ? [event.kind] : [],
    detail: { what: event.kind, ...detailOf(event) },
  });
}

function detailOf(event: PolicyEvent): DraftEvent["detail"] {
  if (event.kind === "POLICIES_IN_FORCE") return { version: event.version };
  if (event.kind === "POLICY_FAILED") return { policies: event.policies.join(" ") };
  const [first] = event.problems;
  return { problems: event.problems.length, file: first?.file ?? null, line: first?.line ?? null };
}
