import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { HoldingsArgs } from "../arrangement/holdings.input.js";
import { holdingsPage, type HoldingsPage } from "../arrangement/holdings.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { Loan, LoanConnection } from "./loan.type.js";

@Resolver(() => Customer)
export class LoanResolver {
  @FieldResolver(() => LoanConnection, {
    nullable: true,
    description: "Loans, trade lines and guarantees, from the loan system, as of its last batch.",
  })
  async loans(
    @Root() { profile }: Customer,
    @Args(() => HoldingsArgs) args: HoldingsArgs,
    @Ctx() context: RequestContext,
  ): Promise<HoldingsPage<Loan>> {
    return holdingsPage(profile, await profile.loans(), { type: Loan, typeName: "Loan" }, args, context);
  }
}
