import { AccessError } from "../../access/access-error.js";
import { GrantError } from "../../access/grants/grant-error.js";
import type { Grant } from "../../access/grants/grant.js";
import type { RequestContext } from "../context.js";
import { notReachable } from "../customer/customer.resolver.js";
import { lookUp } from "../customer/look-up.js";
import { toCustomerId } from "../global-id.js";
import type { AccessGrantInput } from "./access-grant.input.js";

/**
 * Asks for access. What is wrong with the request in itself is told first; then comes one answer for a customer who is not
 * there and one out of reach, so that asking tells nobody who is a customer. Throws what of it does not stand.
 */
export async function requestGrant(context: RequestContext, input: AccessGrantInput): Promise<Grant> {
  const { caller, session, grants, fieldPaths } = context;
  const { reason, ticket = null, minutes, emergency, foundBy } = input;
  const draft = grants.check({ reason, ticket, minutes, emergency });
  const fields = fieldPaths.resolveAll(input.fields);
  const customerId = toCustomerId(input.subjectId);
  if (foundBy) await lookUp(context, foundBy);
  const profile = await session.open(customerId);
  if (profile === null) throw session.undecided.get(customerId) ?? notReachable();
  const mayAsk = session.mayOn(profile, emergency ? "requestEmergencyAccess" : "requestAccess");
  if (!mayAsk) throw new AccessError("ACCESS_DENIED");
  const { decision, records } = profile;
  fields.forEach((field, index) => {
    if (!fieldPaths.isRequestable(field, decision))
      throw new GrantError("FIELD_NOT_REQUESTABLE", `number ${index + 1}`);
  });
  const kinds = fields.flatMap((field) => field.kinds.filter((kind) => decision.isRequestable(kind)));
  if (session.wouldRebuild(profile, kinds)) throw new GrantError("FIELDS_REBUILD_VALUE");
  const named = fields.map(({ path, coordinate }) => ({ path, coordinate }));
  return grants.request(caller, draft, { customerId: profile.id, records }, named);
}
