import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { AccessError } from "../../access/access-error.js";
import type { Decision } from "../../access/decision.js";
import type { PossibleRelation as Relation } from "../../identity/possible-relations.js";
import type { RequestContext } from "../context.js";
import { openCustomer } from "../customer/open-customer.js";
import { CustomerResolution, PossibleRelation } from "./resolution.type.js";
import { isShownAlike } from "./shown-alike.rule.js";

@Resolver(() => CustomerResolution)
export class PossibleRelationsResolver {
  @FieldResolver(() => [PossibleRelation], {
    nullable: true,
    description:
      "Others in reach who have a number of this customer's and are somebody else: family, a company. For whoever may relate customers; never by a number that is shown of the one and not of the other.",
  })
  async possibleRelated(
    @Root() { profile, possibleDuplicates }: CustomerResolution,
    @Ctx() context: RequestContext,
  ): Promise<PossibleRelation[]> {
    if (!context.session.may("relateCustomers")) throw new AccessError("ACCESS_DENIED");
    const except = new Set(possibleDuplicates.map(({ customer }) => customer.profile.id));
    const relations = await context.relations.of(profile.id, except);
    // Each is a look at somebody else, as for duplicates.
    const shown = await Promise.all(relations.map((relation) => toShown(relation, profile.decision, context)));
    return shown.flat();
  }
}

async function toShown(relation: Relation, mine: Decision, context: RequestContext): Promise<PossibleRelation[]> {
  const customer = await openCustomer(context, relation.customerId);
  if (customer?.profile.decision.reachesSections !== true) return [];
  const { decision } = customer.profile;
  const matchedOn = relation.matchedOn.filter((kind) => isShownAlike(mine, decision, kind));
  if (matchedOn.length === 0) return [];
  const against = relation.against.filter((kind) => isShownAlike(mine, decision, kind));
  return [Object.assign(new PossibleRelation(), { customer, matchedOn, against })];
}
