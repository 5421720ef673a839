import type { Bank } from "../bank/bank.js";
import { fixtureStaff } from "../bank/fixture/organisation.js";
import { WANG } from "../bank/fixture/wang-jianguo.js";
import type { Staff } from "../bank/model.js";
import { DESKS, type Persona, TITLES } from "./personas.js";

/** The named personas: the staff of the stories, and P1 at his mobile bank. */
export function namedPersonas(): Persona[] {
  return [...fixtureStaff.map(ofStaff), ofCustomer("P1", WANG)];
}

/**
 * A persona by its id. Beside the named ones: any staff id of the bank ("RM17"), and "customer:" with a customer
 * number for a customer at his mobile bank. Null for nobody.
 */
export function findPersona(bank: Bank, id: string): Persona | null {
  const named = namedPersonas().find((persona) => persona.id === id);
  if (named) return named;
  const staff = bank.staff(id);
  if (staff) return ofStaff(staff);
  const cif = /^customer:(\d+)$/.exec(id)?.[1];
  return cif !== undefined && bank.byCif(cif) ? ofCustomer(id, cif) : null;
}

function ofStaff({ staffId, role, unitId }: Staff): Persona {
  return {
    id: staffId,
    title: `${TITLES[role]}, ${unitId}`,
    subject: `staff:${staffId}`,
    roles: [role],
    orgUnit: unitId,
    ...DESKS[role],
  };
}

function ofCustomer(id: string, cif: string): Persona {
  return {
    id,
    title: "Customer at his mobile bank",
    subject: `customer:${cif}`,
    roles: ["CUSTOMER"],
    orgUnit: null,
    channel: "MOBILE_BANK",
    purposes: ["SELF_SERVICE"],
  };
}
