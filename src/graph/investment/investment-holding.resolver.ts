import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { HoldingsArgs } from "../arrangement/holdings.input.js";
import { holdingsPage, type HoldingsPage } from "../arrangement/holdings.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { openSection } from "../customer/needs-of.js";
import { InvestmentHolding, InvestmentHoldingConnection } from "./investment-holding.type.js";

@Resolver(() => Customer)
export class InvestmentHoldingResolver {
  @FieldResolver(() => InvestmentHoldingConnection, {
    nullable: true,
    description: "Wealth products, funds and policies, from core banking.",
  })
  async investments(
    @Root() customer: Customer,
    @Args(() => HoldingsArgs) args: HoldingsArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<HoldingsPage<InvestmentHolding>> {
    const profile = openSection(customer, info);
    return holdingsPage(
      profile,
      await profile.investments(),
      { type: InvestmentHolding, typeName: "InvestmentHolding", path: info.path },
      args,
      context,
    );
  }
}
