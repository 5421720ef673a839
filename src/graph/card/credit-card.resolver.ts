import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { HoldingsArgs } from "../arrangement/holdings.input.js";
import { holdingsPage, type HoldingsPage } from "../arrangement/holdings.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { openSection } from "../customer/needs-of.js";
import { CreditCard, CreditCardConnection } from "./credit-card.type.js";

@Resolver(() => Customer)
export class CreditCardResolver {
  @FieldResolver(() => CreditCardConnection, { nullable: true, description: "Credit cards, from the card system." })
  async creditCards(
    @Root() customer: Customer,
    @Args(() => HoldingsArgs) args: HoldingsArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<HoldingsPage<CreditCard>> {
    const profile = openSection(customer, info);
    return holdingsPage(
      profile,
      await profile.creditCards(),
      { type: CreditCard, typeName: "CreditCard", path: info.path },
      args,
      context,
    );
  }
}
