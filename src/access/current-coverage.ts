import type { CalendarDate } from "../domain/instant.js";
import type { Leaf } from "../domain/outcome.js";
import type { CoverageMemberRecord, CoverageRecord } from "../domain/records/coverage.js";
import { SourceFault } from "../domain/source-fault.js";

/** The coverage as it stands today: a colleague whose term is over, or cannot be read, covers nobody. */
export function currentCoverage(coverage: CoverageRecord, today: CalendarDate): CoverageRecord {
  if (coverage.team instanceof SourceFault) return coverage;
  return { ...coverage, team: coverage.team.filter((member) => isInTerm(member, today)) };
}

function isInTerm({ validFrom, validTo }: CoverageMemberRecord, today: CalendarDate): boolean {
  const hasBegun = isDay(validFrom) && validFrom <= today;
  const isNotOver = validTo === null || (isDay(validTo) && validTo >= today);
  return hasBegun && isNotOver;
}

function isDay(leaf: Leaf<CalendarDate>): leaf is CalendarDate {
  return typeof leaf === "string";
}
