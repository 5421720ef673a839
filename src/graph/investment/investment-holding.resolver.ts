import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { HoldingsArgs } from "../arrangement/holdings.input.js";
import { holdingsPage, type HoldingsPage } from "../arrangement/holdings.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { InvestmentHolding, InvestmentHoldingConnection } from "./investment-holding.type.js";

@Resolver(() => Customer)
export class InvestmentHoldingResolver {
  @FieldResolver(() => InvestmentHoldingConnection, {
    nullable: true,
    description: "Wealth products, funds and policies, from core banking.",
  })
  async investments(
    @Root() { profile }: Customer,
    @Args(() => HoldingsArgs) args: HoldingsArgs,
    @Ctx() context: RequestContext,
  ): Promise<HoldingsPage<InvestmentHolding>> {
    return holdingsPage(
      profile,
      await profile.investments(),
      { type: InvestmentHolding, typeName: "InvestmentHolding" },
      args,
      context,
    );
  }
}
