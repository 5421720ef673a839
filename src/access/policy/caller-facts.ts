import type { Caller } from "../caller.js";
import type { CallerFacts } from "./access-facts.js";

/** A caller as the policies see him, before anybody has looked up where he works. */
export function toCallerFacts({ subject, staffId, roles, clearance, channel, purpose }: Caller): CallerFacts {
  const family = staffId === null ? "customer" : "staff";
  return { subject, family, roles, clearance, channel, purpose, unit: null, unitAncestors: [] };
}
