import type { DraftEvent } from "../audit/event/audit-event.js";
import { systemEvent } from "../audit/event/system-event.js";
import type { Config } from "../platform/config-schema.js";

/** That a gateway began or ended, and with which of the settings that decide what is shown and what is on record. */
export function toGatewayRecord(what: "STARTED" | "STOPPED", config: Config, policyVersion: string): DraftEvent {
  const { access, audit, clock, lists, server } = config;
  const detail = {
    what: `GATEWAY_${what}`,
    buffer: audit.buffer,
    ownPolicies: access.policies !== undefined,
    clockStands: clock.fixedAt !== undefined,
    introspection: server.introspection,
    graphiql: server.graphiql,
    rowsPerHour: lists.rowsPerHour,
    lookupsPerHour: lists.lookupsPerHour,
    searchesPerHour: lists.searchesPerHour,
    retentionMonths: audit.retentionMonths,
  };
  return systemEvent({ part: "gateway", policyVersion, detail });
}
