import type { CustomerProfile } from "../../profile/customer-profile.js";
import { openGrant } from "../access/open-grant.js";
import type { RequestContext } from "../context.js";
import { ViewerAccess } from "./viewer-access.type.js";

/** How far the viewer reaches a customer, what has been granted to him, and what he could ask for. */
export async function toViewerAccess(profile: CustomerProfile, context: RequestContext): Promise<ViewerAccess> {
  const { caller, session, fieldPaths } = context;
  const { decision } = profile;
  const { level, basis } = decision;
  const [grantId] = decision.granted.values();
  return Object.assign(new ViewerAccess(), {
    level,
    basis,
    purposes: [caller.purpose],
    grant: grantId === undefined ? null : await openGrant(context, grantId),
    canRequest: session.mayOn(profile, "requestAccess") ? fieldPaths.requestableUnder(decision) : [],
  });
}
