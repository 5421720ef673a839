import type { Caller } from "../access/caller.js";
import type { GrantDesk } from "../access/grants/grant-desk.js";
import type { OverrideDesk } from "../access/overrides/override-desk.js";
import type { SurvivorshipWeights } from "../profile/provenance.js";
import type { CallerCursors } from "../access/cursors.js";
import type { FieldPolicyReader } from "../access/field-policy.js";
import type { HourlyAllowance } from "../access/hourly-allowance.js";
import type { PossibleRelations } from "../identity/possible-relations.js";
import type { ResolutionReader } from "../identity/resolution.js";
import type { Stewardship } from "../identity/stewardship.js";
import type { AuditDesk } from "../audit/questions/audit-desk.js";
import type { ProfileSession } from "../profile/profile-session.js";
import type { SourceRegister } from "../profile/source-register.js";
import type { SubjectRequestDesk } from "../rights/subject-request-desk.js";
import type { AuditedAct } from "./audited-act.js";
import type { Blank } from "./blank.js";
import type { FieldPaths } from "./access/field-paths.js";

/** What belongs to one request; it travels in no other way. */
export interface RequestContext {
  readonly caller: Caller;
  readonly session: ProfileSession;
  /** Seals positions for this caller; no list can make a cursor without it. */
  readonly cursors: CallerCursors;
  /** How much of the bank's lists a caller may walk; the same for every request of the process. */
  readonly walks: HourlyAllowance;
  /** How many numbers a caller may look up; the same for every request of the process. */
  readonly lookUps: HourlyAllowance;
  /** How often a caller may search by name; the same for every request of the process. */
  readonly searches: HourlyAllowance;
  /** What the policies say of the graph's fields; the same for every request of the process. */
  readonly fieldPolicies: FieldPolicyReader;
  /** The sources and how they are doing; the same for every request of the process. */
  readonly sources: SourceRegister;
  /** Where access is asked for and decided. */
  readonly grants: GrantDesk;
  /** Where stewards choose what counts. */
  readonly overrides: OverrideDesk;
  /** What a complete profile has, and how much each part of it weighs. */
  readonly completeness: SurvivorshipWeights;
  /** The fields that access can be asked for, by the names that people write. */
  readonly fieldPaths: FieldPaths;
  /** How customers have come to be what they are; only behind a decision about each. */
  readonly resolutions: ResolutionReader;
  /** Who may belong to a customer without being him; only behind a decision about each. */
  readonly relations: PossibleRelations;
  /** What stewards decide about them. */
  readonly stewardship: Stewardship;
  /** Where people's requests for their own data are opened and read. */
  readonly rights: {
    readonly desk: SubjectRequestDesk;
    /** Tells whoever assembles that there is something to do. */
    readonly begin: () => void;
  };
  /** What may be asked of the record of who saw what. */
  readonly audit: AuditDesk;
  /** Aborted when the caller has gone. */
  readonly gone: AbortSignal;
  /** The last message that a subscriber has had, as he said when he came. */
  readonly lastEventId: string | null;
  /** What this operation has done beside looking, for the record of it. */
  readonly acts: AuditedAct[];
  /** Where its answer shows nothing though no error says so, for the same record. */
  readonly blanks: Blank[];
}
