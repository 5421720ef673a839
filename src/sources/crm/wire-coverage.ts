import { toCalendarDate, toInstant } from "../../domain/instant.js";
import type {
  ConsentRecord,
  CoverageMemberRecord,
  CoverageRecord,
  OrgUnitRecord,
  StaffRecord,
} from "../../domain/records/coverage.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { Consent, Coverage, CoverageMember, OrgUnit, Staff } from "./wire.generated.js";

export function toCoverage(wire: WireRecord<Coverage>): CoverageRecord {
  return {
    primaryManager: wire.nested("primaryManager", toStaff),
    owningBranch: wire.nested("owningBranch", toOrgUnit),
    team: wire.elements("team", toMember),
    history: wire.elements("history", toMember),
  };
}

export function toStaff(wire: WireRecord<Staff>): StaffRecord {
  return {
    id: wire.required("staffId", asIs),
    name: wire.leaf("name", asIs),
    role: wire.leaf("role", asIs),
    orgUnitId: wire.optional("unitId", asIs),
  };
}

export function toOrgUnit(wire: WireRecord<OrgUnit>): OrgUnitRecord {
  return {
    id: wire.required("unitId", asIs),
    name: wire.leaf("name", asIs),
    level: wire.leaf("level", asIs),
    parentId: wire.optional("parentId", asIs),
  };
}

/** A consent whose scope cannot be read is none that one could act on. */
export function toConsent(wire: WireRecord<Consent>): ConsentRecord {
  return {
    consentId: wire.required("consentId", asIs),
    purpose: wire.leaf("purpose", asIs),
    scope: wire.required("scope", asIs),
    state: wire.leaf("state", asIs),
    version: wire.leaf("version", asIs),
    channel: wire.leaf("channel", asIs),
    grantedAt: wire.leaf("grantedAt", toInstant),
    withdrawnAt: wire.leaf("withdrawnAt", toInstant),
    expiresAt: wire.leaf("expiresAt", toInstant),
    evidenceRef: wire.leaf("evidenceRef", asIs),
  };
}

/** The CRM names a member's unit nowhere; who needs it asks for the staff by id. */
function toMember(wire: WireRecord<CoverageMember>): CoverageMemberRecord {
  const role = wire.leaf("role", asIs);
  return {
    staff: { id: wire.required("staffId", asIs), name: wire.leaf("name", asIs), role, orgUnitId: null },
    role,
    department: wire.leaf("department", asIs),
    validFrom: wire.leaf("validFrom", toCalendarDate),
    validTo: wire.leaf("validTo", toCalendarDate),
  };
}
