import type { Decision } from "../../access/decision.js";
import { openGrant } from "../access/open-grant.js";
import type { RequestContext } from "../context.js";
import { ViewerAccess } from "./viewer-access.type.js";

/** How far the viewer reaches a customer, what has been granted to him, and what he could ask for. */
export async function toViewerAccess(decision: Decision, context: RequestContext): Promise<ViewerAccess> {
  const { caller, grants, fieldPaths } = context;
  const { level, basis } = decision;
  const [grantId] = decision.granted.values();
  return Object.assign(new ViewerAccess(), {
    level,
    basis,
    purposes: [caller.purpose],
    grant: grantId === undefined ? null : await openGrant(context, grantId),
    canRequest: grants.mayRequest(caller) ? fieldPaths.requestableUnder(decision) : [],
  });
}
