import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../context.js";
import { PageArgs } from "../shared/connection.js";
import { DepositAccount } from "./deposit-account.type.js";
import { TransactionConnection } from "./transaction.type.js";
import { transactionPage } from "./transaction-page.js";

@Resolver(() => DepositAccount)
export class TransactionsResolver {
  @FieldResolver(() => TransactionConnection, { nullable: true, description: "Newest first." })
  transactions(
    @Root() account: DepositAccount,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<TransactionConnection> {
    return transactionPage(account, args, context);
  }
}
