import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { MaskReason as Reason } from "../../access/vocabulary.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { needsOf } from "../customer/needs-of.js";
import { openCounterparty } from "../customer/open-customer.js";
import { MaskReason } from "../enums.js";
import { Holder } from "./holder.type.js";

@Resolver(() => Holder)
export class HolderResolver {
  @FieldResolver(() => Customer, {
    nullable: true,
    description:
      "The holder as far as this viewer reaches him; somebody else's joint holder by his masked name alone. Null where not even that shows.",
  })
  async customer(
    @Root() { record }: Holder,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<Customer | null> {
    const customer = await openCounterparty(context, record.source, record.recordId, needsOf(info));
    if (customer === null) context.blanks.push({ path: info.path, decision: null, outcome: "DENIED" });
    return customer;
  }

  @FieldResolver(() => MaskReason, {
    nullable: true,
    description: "Why `customer` is null, or so little of him shows.",
  })
  async hiddenReason(
    @Root() { record }: Holder,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<Reason | null> {
    const customer = await openCounterparty(context, record.source, record.recordId, needsOf(info));
    if (customer === null) return "NOT_IN_PORTFOLIO";
    const { decision } = customer.profile;
    return decision.reachesHeader ? null : decision.reason("PERSON_NAME");
  }
}
