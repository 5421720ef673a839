import type { CustomerId } from "../../domain/customer-id.js";
import type { Instant } from "../../domain/instant.js";
import type { RequestContext } from "../context.js";
import { toGlobalId } from "../global-id.js";
import { UndecidedAct } from "./stewardship.type.js";

/**
 * What the gateway itself has been asked to keep of these customers since they were one. Consents, tags and whatever else
 * lies in the bank's systems hangs on their records, and goes with them.
 */
export async function actsSince(
  { grants, overrides, rights }: Pick<RequestContext, "grants" | "overrides" | "rights">,
  customerIds: readonly CustomerId[],
  since: Instant,
): Promise<readonly UndecidedAct[]> {
  const [given, chosen, requests] = await Promise.all([
    Promise.all(customerIds.map((id) => grants.about(id))),
    overrides.chosenFor(customerIds),
    rights.desk.about(customerIds),
  ]);
  const acts = [
    ...given
      .flat()
      .map(({ request }) =>
        toAct("ACCESS_GRANT", toGlobalId("AccessGrant", request.id), request.customerId, request.requestedAt),
      ),
    ...chosen.map(({ attribute, customerId, at }) => toAct("OVERRIDE", attribute, customerId, at)),
    ...requests.map(({ id, customerId, openedAt }) =>
      toAct("SUBJECT_REQUEST", toGlobalId("SubjectRequest", id), customerId, openedAt),
    ),
  ];
  return acts.filter(({ at }) => at >= since);
}

function toAct(kind: UndecidedAct["kind"], id: string, customerId: CustomerId, at: Instant): UndecidedAct {
  return Object.assign(new UndecidedAct(), { kind, id, customerId: toGlobalId("Customer", customerId), at });
}
