import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { MaskReason as Reason } from "../../access/vocabulary.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { openCustomerOfRecord } from "../customer/open-customer.js";
import { MaskReason } from "../enums.js";
import { Holder } from "./holder.type.js";

@Resolver(() => Holder)
export class HolderResolver {
  @FieldResolver(() => Customer, { nullable: true, description: "Null when this viewer does not reach the holder." })
  customer(@Root() { record }: Holder, @Ctx() context: RequestContext): Promise<Customer | null> {
    return openCustomerOfRecord(context, record.source, record.recordId);
  }

  @FieldResolver(() => MaskReason, { nullable: true, description: "Why `customer` is null." })
  async hiddenReason(@Root() { record }: Holder, @Ctx() context: RequestContext): Promise<Reason | null> {
    const customer = await openCustomerOfRecord(context, record.source, record.recordId);
    return customer === null ? "NOT_IN_PORTFOLIO" : null;
  }
}
