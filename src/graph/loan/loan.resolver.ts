import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { HoldingsArgs } from "../arrangement/holdings.input.js";
import { holdingsPage, type HoldingsPage } from "../arrangement/holdings.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { openSection } from "../customer/needs-of.js";
import { Loan, LoanConnection } from "./loan.type.js";

@Resolver(() => Customer)
export class LoanResolver {
  @FieldResolver(() => LoanConnection, {
    nullable: true,
    description: "Loans, trade lines and guarantees, from the loan system, as of its last batch.",
  })
  async loans(
    @Root() customer: Customer,
    @Args(() => HoldingsArgs) args: HoldingsArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<HoldingsPage<Loan>> {
    const profile = openSection(customer, info);
    return holdingsPage(
      profile,
      await profile.loans(),
      { type: Loan, typeName: "Loan", path: info.path },
      args,
      context,
    );
  }
}
