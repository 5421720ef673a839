import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { RequestContext } from "../context.js";
import { Customer } from "./customer.type.js";
import { openCustomerOfRecord } from "./open-customer.js";
import { GuardianRelation } from "./person.type.js";

@Resolver(() => GuardianRelation)
export class GuardianResolver {
  @FieldResolver(() => Customer, {
    nullable: true,
    description: "The guardian, or the ward; null when this viewer does not reach him.",
  })
  async customer(
    @Root() { record }: GuardianRelation,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<Customer | null> {
    const customer = await openCustomerOfRecord(context, "core-banking", record.partyId);
    if (customer === null) context.blanks.push({ path: info.path, decision: null, outcome: "DENIED" });
    return customer;
  }
}
