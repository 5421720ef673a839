import type { Caller } from "../access/caller.js";
import type { GrantDesk } from "../access/grants/grant-desk.js";
import type { ProfileSession } from "../profile/profile-session.js";
import type { SourceRegister } from "../profile/source-register.js";
import type { AuditedAct } from "./audited-act.js";
import type { FieldPaths } from "./access/field-paths.js";

/** What belongs to one request; it travels in no other way. */
export interface RequestContext {
  readonly caller: Caller;
  readonly session: ProfileSession;
  /** The sources and how they are doing; the same for every request of the process. */
  readonly sources: SourceRegister;
  /** Where access is asked for and decided. */
  readonly grants: GrantDesk;
  /** The fields that access can be asked for, by the names that people write. */
  readonly fieldPaths: FieldPaths;
  /** What this operation has done beside looking, for the record of it. */
  readonly acts: AuditedAct[];
}
