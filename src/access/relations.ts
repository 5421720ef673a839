import type { CalendarDate } from "../domain/instant.js";
import { isIdentityDocumentType, type IdentifierType } from "../domain/identifier.js";
import type { CoverageRecord } from "../domain/records/coverage.js";
import { SourceFault } from "../domain/source-fault.js";
import { currentCoverage } from "./current-coverage.js";
import type { Relation } from "./policy/access-facts.js";

/** By what a customer came before the caller in this request: an identifier, another's joint account, or our own id alone. */
export type Ground = IdentifierType | "COUNTERPARTY" | null;

/** What the way to a customer says of how the caller stands to him. */
export function relationsByGround(ground: Ground): readonly Relation[] {
  if (ground === null) return [];
  if (ground === "COUNTERPARTY") return ["COUNTERPARTY"];
  if (isIdentityDocumentType(ground)) return ["PRESENT_BY_DOCUMENT"];
  return ground === "MOBILE" ? ["IDENTIFIED_BY_NUMBER"] : [];
}

/** Whether this member of staff looks after the customer today; a coverage that cannot be read whole says nothing. */
export function relationsByCoverage(
  staffId: string,
  coverage: CoverageRecord | null,
  today: CalendarDate,
): readonly Relation[] {
  if (coverage === null) return [];
  const { primaryManager, team } = currentCoverage(coverage, today);
  if (primaryManager instanceof SourceFault || team instanceof SourceFault) return [];
  const relations: Relation[] = [];
  if (primaryManager?.id === staffId) relations.push("PRIMARY_MANAGER");
  if (team.some((member) => member.staff.id === staffId)) relations.push("TEAM");
  return relations;
}

/** How the caller's unit stands to the branch that keeps the customer. `ancestorsOf` gives a unit's own line upwards. */
export function relationsByBranch(
  unit: string,
  coverage: CoverageRecord | null,
  ancestorsOf: (unit: string) => readonly string[],
): readonly Relation[] {
  const branch = coverage?.owningBranch;
  if (!branch || branch instanceof SourceFault) return [];
  if (branch.id === unit) return ["SAME_BRANCH"];
  return ancestorsOf(branch.id).includes(unit) ? ["BRANCH_ABOVE"] : [];
}
