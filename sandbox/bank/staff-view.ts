import type { Bank } from "./bank.js";
import { fixtureCustomers } from "./fixture/fixture.js";
import { fixtureStaff, fixtureUnits } from "./fixture/organisation.js";
import { generatedCustomer } from "./generated/customer.js";
import { Draw } from "./generated/draw.js";
import { personName } from "./generated/names.js";
import { PORTFOLIO_SIZE, type Population } from "./generated/population.js";
import type { OrgUnit, Staff } from "./model.js";

/** Staff, branches and portfolios: the named ones, and as many managers and branches as the size of the bank needs. */
export function staffLookups(population: Population): Pick<Bank, "staff" | "orgUnit" | "orgUnits" | "portfolio"> {
  const generatedUnits = Array.from({ length: population.branches - 2 }, (_, n): OrgUnit => ({
    unitId: `B${n + 3}`,
    name: `Branch ${n + 3}`,
    level: "COUNTY_BRANCH",
    parentId: "HO",
  }));
  const units = [...fixtureUnits, ...generatedUnits];
  const unitsById = new Map(units.map((unit) => [unit.unitId, unit]));
  const named = new Map(fixtureStaff.map((staff) => [staff.staffId, staff]));

  /** Manager k, or null when the id is of another kind or the bank has fewer. */
  const managerIndex = (staffId: string): number | null => {
    const k = /^RM([1-9]\d{0,5})$/.exec(staffId)?.[1];
    return k !== undefined && Number(k) <= population.managers ? Number(k) - 1 : null;
  };
  const staff = (staffId: string): Staff | null => {
    const known = named.get(staffId);
    const k = managerIndex(staffId);
    if (known || k === null) return known ?? null;
    const name = personName(new Draw(population.seed, k, "staff"));
    return { staffId, name, role: "RELATIONSHIP_MANAGER", unitId: population.unitOfManager(k) };
  };
  return {
    staff,
    orgUnit: (unitId) => unitsById.get(unitId) ?? null,
    orgUnits: () => units,
    portfolio(staffId, offset, limit) {
      const own = fixtureCustomers.filter((customer) => customer.coverage?.primaryManager === staffId);
      const k = managerIndex(staffId);
      const first = (k ?? 0) * PORTFOLIO_SIZE;
      const generated = k === null ? 0 : Math.max(0, Math.min(PORTFOLIO_SIZE, population.size - first));
      const total = own.length + generated;
      const positions = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, n) => offset + n);
      const customers = positions.map((at) => own[at] ?? generatedCustomer(population, first + at - own.length));
      return { total, customers };
    },
  };
}
