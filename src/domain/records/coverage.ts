import type { CalendarDate, Instant } from "../instant.js";
import type { Elements, Leaf } from "../outcome.js";

export interface OrgUnitRecord {
  readonly id: string;
  readonly name: Leaf<string>;
  readonly level: Leaf<string>;
  readonly parentId: string | null;
}

export interface StaffRecord {
  readonly id: string;
  readonly name: Leaf<string>;
  readonly role: Leaf<string>;
  readonly orgUnitId: string | null;
}

export interface CoverageMemberRecord {
  readonly staff: StaffRecord;
  readonly role: Leaf<string>;
  readonly department: Leaf<string>;
  readonly validFrom: Leaf<CalendarDate>;
  readonly validTo: Leaf<CalendarDate>;
}

/** Who looks after a customer: the only ground on which staff reach him without his being there. */
export interface CoverageRecord {
  readonly primaryManager: Leaf<StaffRecord>;
  readonly owningBranch: Leaf<OrgUnitRecord>;
  readonly team: Elements<CoverageMemberRecord>;
  readonly history: Elements<CoverageMemberRecord>;
}

export interface ConsentRecord {
  readonly consentId: string;
  readonly purpose: Leaf<string>;
  readonly scope: readonly string[];
  readonly state: Leaf<"GRANTED" | "DENIED" | "WITHDRAWN" | "EXPIRED">;
  readonly version: Leaf<string>;
  readonly channel: Leaf<string>;
  readonly grantedAt: Leaf<Instant>;
  readonly withdrawnAt: Leaf<Instant>;
  readonly expiresAt: Leaf<Instant>;
  readonly evidenceRef: Leaf<string>;
}
