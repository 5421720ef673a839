import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { HoldingsArgs } from "../arrangement/holdings.input.js";
import { holdingsPage, type HoldingsPage } from "../arrangement/holdings.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { CreditCard, CreditCardConnection } from "./credit-card.type.js";

@Resolver(() => Customer)
export class CreditCardResolver {
  @FieldResolver(() => CreditCardConnection, { nullable: true, description: "Credit cards, from the card system." })
  async creditCards(
    @Root() { profile }: Customer,
    @Args(() => HoldingsArgs) args: HoldingsArgs,
    @Ctx() context: RequestContext,
  ): Promise<HoldingsPage<CreditCard>> {
    return holdingsPage(
      profile,
      await profile.creditCards(),
      { type: CreditCard, typeName: "CreditCard" },
      args,
      context,
    );
  }
}
