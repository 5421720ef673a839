import { describe, expect, it } from "vitest";
import { relationsByBranch, relationsByCoverage, relationsByGround } from "../../../src/access/relations.js";
import type { CalendarDate } from "../../../src/domain/instant.js";
import type { CoverageRecord } from "../../../src/domain/records/coverage.js";
import { SourceFault } from "../../../src/domain/source-fault.js";

const TODAY = "2026-06-30" as CalendarDate;
const FAULT = new SourceFault("crm", "SOURCE_UNAVAILABLE");
const covered = (given: object): CoverageRecord => ({
  primaryManager: null,
  owningBranch: null,
  team: [],
  history: [],
  ...given,
});
const member = (id: string, validFrom: unknown, validTo: unknown) => ({ staff: { id }, validFrom, validTo });
const upwards = (unit: string): readonly string[] => (unit === "B1" ? ["HO"] : []);

describe("how somebody stands to a customer", () => {
  it("by how he came: a document makes present, a mobile identifies, a customer number does neither", () => {
    expect(relationsByGround("RESIDENT_ID")).toEqual(["PRESENT_BY_DOCUMENT"]);
    expect(relationsByGround("MOBILE")).toEqual(["IDENTIFIED_BY_NUMBER"]);
    expect(relationsByGround("COUNTERPARTY")).toEqual(["COUNTERPARTY"]);
    expect([relationsByGround("CIF"), relationsByGround(null)]).toEqual([[], []]);
  });

  it("by coverage: his manager and a colleague in his term; nobody else", () => {
    const coverage = covered({ primaryManager: { id: "RM1" }, team: [member("RM2", "2026-01-01", TODAY)] });

    expect(relationsByCoverage("RM1", coverage, TODAY)).toEqual(["PRIMARY_MANAGER"]);
    expect(relationsByCoverage("RM2", coverage, TODAY)).toEqual(["TEAM"]);
    expect(relationsByCoverage("RM3", coverage, TODAY)).toEqual([]);
    for (const term of [
      ["2026-07-01", null],
      ["2026-01-01", "2026-06-29"],
      [FAULT, null],
      ["2026-01-01", FAULT],
    ])
      expect(relationsByCoverage("RM2", covered({ team: [member("RM2", term[0], term[1])] }), TODAY)).toEqual([]);
  });

  it("a coverage that could not be read, whole or in part, makes nobody anything", () => {
    expect(relationsByCoverage("RM1", null, TODAY)).toEqual([]);
    expect(relationsByCoverage("RM1", covered({ primaryManager: { id: "RM1" }, team: FAULT }), TODAY)).toEqual([]);
    expect(relationsByCoverage("RM1", covered({ primaryManager: FAULT }), TODAY)).toEqual([]);
  });

  it("by branch: the same, one above, or neither; unknown is neither", () => {
    const coverage = covered({ owningBranch: { id: "B1" } });

    expect(relationsByBranch("B1", coverage, upwards)).toEqual(["SAME_BRANCH"]);
    expect(relationsByBranch("HO", coverage, upwards)).toEqual(["BRANCH_ABOVE"]);
    expect(relationsByBranch("B2", coverage, upwards)).toEqual([]);
    for (const unknown of [null, covered({}), covered({ owningBranch: FAULT })])
      expect(relationsByBranch("B1", unknown, upwards)).toEqual([]);
  });
});
