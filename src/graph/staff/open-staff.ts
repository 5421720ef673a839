import { SourceFault } from "../../domain/source-fault.js";
import type { RequestContext } from "../context.js";
import { StaffUser, toStaffUser } from "./staff.type.js";

/** Somebody who is on record by his number, whatever the CRM knows of him by now or can say at the moment. */
export async function openStaff({ session }: RequestContext, id: string): Promise<StaffUser> {
  const unnamed = { id, orgUnitId: null };
  try {
    const known = await session.staff.member(id);
    return known === null
      ? Object.assign(new StaffUser(), unnamed, { displayName: null, role: null })
      : toStaffUser(known);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return Object.assign(new StaffUser(), unnamed, { displayName: error, role: error });
  }
}
