import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { HoldingsArgs } from "../arrangement/holdings.input.js";
import { holdingsPage, type HoldingsPage } from "../arrangement/holdings.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { openSection } from "../customer/needs-of.js";
import { DepositAccount, DepositAccountConnection } from "./deposit-account.type.js";

@Resolver(() => Customer)
export class DepositAccountResolver {
  @FieldResolver(() => DepositAccountConnection, { nullable: true, description: "Deposits, from core banking." })
  async depositAccounts(
    @Root() customer: Customer,
    @Args(() => HoldingsArgs) args: HoldingsArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<HoldingsPage<DepositAccount>> {
    const profile = openSection(customer, info);
    return holdingsPage(
      profile,
      await profile.depositAccounts(),
      { type: DepositAccount, typeName: "DepositAccount", path: info.path },
      args,
      context,
    );
  }
}
