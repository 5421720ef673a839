import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { BusinessHours } from "../../../src/profile/business-hours.js";
import { Organisation } from "../../../src/profile/organisation.js";
import type { Sources } from "../../../src/profile/sources.js";
import type { Instant } from "../../../src/domain/instant.js";

const FAULT = new SourceFault("crm", "SOURCE_UNAVAILABLE");

function crmWith(units: readonly { id: string; parentId: string | null }[]) {
  const calls = { staff: 0, units: 0 };
  const state = { isDown: false };
  const crm = {
    fetchStaff: (ids: readonly string[]) => {
      calls.staff += 1;
      if (state.isDown) return Promise.reject(FAULT);
      return Promise.resolve({
        value: { items: ids.filter((id) => id !== "NOBODY").map((id) => ({ id, orgUnitId: "B1" })) },
      });
    },
    fetchOrgUnits: () => {
      calls.units += 1;
      return state.isDown ? Promise.reject(FAULT) : Promise.resolve({ value: { items: units } });
    },
  } as unknown as Sources["crm"];
  return { organisation: new Organisation(crm), calls, state };
}
const TREE = [
  { id: "HO", parentId: null },
  { id: "B1", parentId: "HO" },
];

describe("where somebody works", () => {
  it("is his unit, with the units above it, asked once for a whole page of customers", async () => {
    const { organisation, calls } = crmWith(TREE);

    const places = await Promise.all(Array.from({ length: 50 }, () => organisation.workplaceOf("T1")));

    expect(places[0]?.unit).toBe("B1");
    expect(places[0]?.ancestorsOf("B1")).toEqual(["HO"]);
    expect(calls).toEqual({ staff: 1, units: 1 });
  });

  it("is known when it was prepared for, and a preparation that fails is nobody's fault", async () => {
    const { organisation, calls, state } = crmWith(TREE);
    state.isDown = true;
    organisation.prepare("T1");
    await nextTurn();
    state.isDown = false;
    organisation.prepare("T1");
    expect((await organisation.workplaceOf("T1")).unit).toBe("B1");
    expect(calls).toEqual({ staff: 2, units: 2 });
  });

  it("is nowhere for somebody whom the CRM does not know", async () => {
    expect((await crmWith(TREE).organisation.workplaceOf("NOBODY")).unit).toBeNull();
  });

  it("is nowhere while the CRM cannot say, and a failure is not remembered", async () => {
    const { organisation, state } = crmWith(TREE);
    state.isDown = true;
    expect((await organisation.workplaceOf("T1")).unit).toBeNull();
    state.isDown = false;
    expect((await organisation.workplaceOf("T1")).unit).toBe("B1");
  });

  it("has an end, even where the tree runs in a circle", async () => {
    const { organisation } = crmWith([
      { id: "A", parentId: "B" },
      { id: "B", parentId: "A" },
    ]);
    expect((await organisation.workplaceOf("T1")).ancestorsOf("A").length).toBeLessThanOrEqual(64);
  });
});

describe("business hours", () => {
  const hours = new BusinessHours("Asia/Shanghai", { from: 8, until: 20, days: [1, 2, 3, 4, 5] });
  it.each([
    ["the first minute", "2026-06-30T08:00:00+08:00", true],
    ["the minute before", "2026-06-30T07:59:59+08:00", false],
    ["the last minute", "2026-06-30T19:59:59+08:00", true],
    ["the minute after", "2026-06-30T20:00:00+08:00", false],
    ["midnight", "2026-06-30T00:00:00+08:00", false],
    ["a Sunday", "2026-06-28T12:00:00+08:00", false],
  ])("are the bank's, not the machine's: %s", (_, at, isOpen) => {
    expect(hours.include(Date.parse(at) as Instant)).toBe(isOpen);
  });
});
