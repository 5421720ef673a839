import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
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
  customer(@Root() { record }: GuardianRelation, @Ctx() context: RequestContext): Promise<Customer | null> {
    return openCustomerOfRecord(context, "core-banking", record.partyId);
  }
}
