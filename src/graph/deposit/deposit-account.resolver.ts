import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { HoldingsArgs } from "../arrangement/holdings.input.js";
import { holdingsPage, type HoldingsPage } from "../arrangement/holdings.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { DepositAccount, DepositAccountConnection } from "./deposit-account.type.js";

@Resolver(() => Customer)
export class DepositAccountResolver {
  @FieldResolver(() => DepositAccountConnection, { nullable: true, description: "Deposits, from core banking." })
  async depositAccounts(
    @Root() { profile }: Customer,
    @Args(() => HoldingsArgs) args: HoldingsArgs,
    @Ctx() context: RequestContext,
  ): Promise<HoldingsPage<DepositAccount>> {
    return holdingsPage(
      profile,
      await profile.depositAccounts(),
      { type: DepositAccount, typeName: "DepositAccount" },
      args,
      context,
    );
  }
}
