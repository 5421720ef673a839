import type { RequestContext } from "../context.js";
import { toAccessGrant, type AccessGrant } from "./access-grant.type.js";

/** A grant by its own id; null for one that is not there or not this caller's to see. */
export async function openGrant({ caller, grants }: RequestContext, grantId: string): Promise<AccessGrant | null> {
  const grant = await grants.read(caller, grantId);
  return grant === null ? null : toAccessGrant(grant, await grants.now());
}
