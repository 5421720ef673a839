import { Args, Ctx, FieldResolver, Info, Query, Resolver } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { AccessError } from "../../access/access-error.js";
import type { RequestContext } from "../context.js";
import { StaffUser, toStaffUser } from "../staff/staff.type.js";
import { PageArgs } from "../shared/connection.js";
import { Customer } from "./customer.type.js";
import { CustomerConnection } from "./customer-connection.type.js";
import { needsOf } from "./needs-of.js";
import { withHeader } from "./open-customer.js";
import { openPortfolio } from "./portfolio.js";
import { Viewer } from "./viewer.type.js";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: "The caller himself." })
  viewer(@Ctx() { caller }: RequestContext): Viewer {
    const { purpose, channel, roles, clearance } = caller;
    return Object.assign(new Viewer(), { purpose, channel, roles, clearance });
  }

  @FieldResolver(() => StaffUser, { nullable: true, description: "Null for a customer." })
  async staff(@Ctx() { caller, session }: RequestContext): Promise<StaffUser | null> {
    const staff = caller.staffId === null ? null : await session.staff.member(caller.staffId);
    return staff === null ? null : toStaffUser(staff);
  }

  @FieldResolver(() => Customer, { nullable: true, description: "The customer who asks; null for staff." })
  async customer(@Info() info: GraphQLResolveInfo, @Ctx() { session }: RequestContext): Promise<Customer | null> {
    return withHeader(await session.self(needsOf(info)));
  }

  @FieldResolver(() => CustomerConnection, { nullable: true, description: "The customers whom the viewer manages." })
  portfolio(
    @Args(() => PageArgs) args: PageArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<CustomerConnection> {
    if (context.caller.staffId === null) throw new AccessError("ACCESS_DENIED");
    return openPortfolio(context, args, needsOf(info, ["edges", "node"]));
  }
}
