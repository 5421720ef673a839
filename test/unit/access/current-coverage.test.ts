import { describe, expect, it } from "vitest";
import { currentCoverage } from "../../../src/access/current-coverage.js";
import type { CalendarDate } from "../../../src/domain/instant.js";
import type { CoverageMemberRecord, CoverageRecord } from "../../../src/domain/records/coverage.js";
import { SourceFault } from "../../../src/domain/source-fault.js";

const day = (text: string) => text as CalendarDate;
const UNREADABLE = new SourceFault("crm", "SOURCE_MALFORMED");

function coveredBy(term: Pick<CoverageMemberRecord, "validFrom" | "validTo">): CoverageRecord {
  const staff = { id: "RM1", name: null, role: null, orgUnitId: null };
  return {
    primaryManager: null,
    owningBranch: null,
    team: [{ staff, role: null, department: null, ...term }],
    history: [],
  };
}

const team = (coverage: CoverageRecord) => currentCoverage(coverage, day("2026-06-30")).team;

describe("a colleague in a customer's team", () => {
  it.each([
    ["from today", { validFrom: day("2026-06-30"), validTo: null }],
    ["until today", { validFrom: day("2026-01-01"), validTo: day("2026-06-30") }],
  ])("covers him %s", (_, term) => {
    expect(team(coveredBy(term))).toHaveLength(1);
  });

  it.each([
    ["before his term", { validFrom: day("2026-07-01"), validTo: null }],
    ["after his term", { validFrom: day("2026-01-01"), validTo: day("2026-06-29") }],
    ["when its beginning is not known", { validFrom: null, validTo: null }],
    ["when its end cannot be read", { validFrom: day("2026-01-01"), validTo: UNREADABLE }],
  ])("does not %s", (_, term) => {
    expect(team(coveredBy(term))).toEqual([]);
  });

  it("is left to the rule when the team itself cannot be read", () => {
    const coverage = { ...coveredBy({ validFrom: null, validTo: null }), team: UNREADABLE };
    expect(team(coverage)).toBe(UNREADABLE);
  });
});
