import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { AccessError } from "../../access/access-error.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { openCustomer } from "../customer/open-customer.js";
import { toGlobalId } from "../global-id.js";
import { CustomerResolution, toPossibleDuplicate, toResolutionEvent } from "./resolution.type.js";

@Resolver(() => Customer)
export class ResolutionResolver {
  @FieldResolver(() => CustomerResolution, {
    nullable: true,
    description: "For staff who see the customer's sections. Null where his records have just come to another.",
  })
  async resolution(@Root() { profile }: Customer, @Ctx() context: RequestContext): Promise<CustomerResolution | null> {
    const { caller, resolutions } = context;
    if (caller.staffId === null || !profile.decision.reachesSections) throw new AccessError("ACCESS_DENIED");
    const resolution = await resolutions.read(profile.id);
    if (resolution === null) return null;
    const { canonicalId, previousIds, history, possibleDuplicates } = resolution;
    // Each is a look at somebody else: out of reach he is not even counted.
    const duplicates = await Promise.all(
      possibleDuplicates.map(async (duplicate) => {
        const customer = await openCustomer(context, duplicate.customerId);
        return customer?.profile.decision.reachesHeader === true ? [toPossibleDuplicate(duplicate, customer)] : [];
      }),
    );
    return Object.assign(new CustomerResolution(), {
      profile,
      canonicalId: toGlobalId("Customer", canonicalId),
      previousIds: previousIds.map((id) => toGlobalId("Customer", id)),
      history: history.map(toResolutionEvent),
      possibleDuplicates: duplicates.flat(),
    });
  }
}
