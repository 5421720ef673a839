import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { BureauQueryReason as Reason } from "../../profile/credit-report.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { BureauQueryReason } from "../enums.js";
import { CreditReportResult } from "./credit-report.type.js";
import { readCreditReport } from "./read-credit-report.js";

@Resolver(() => Customer)
export class CreditReportResolver {
  @FieldResolver(() => CreditReportResult, {
    nullable: true,
    description: "The stored report. Reading it never triggers an enquiry at the bureau.",
  })
  creditReport(
    @Root() customer: Customer,
    @Arg("reason", () => BureauQueryReason) reason: Reason,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<typeof CreditReportResult> {
    return readCreditReport(customer, reason, info, context);
  }
}
