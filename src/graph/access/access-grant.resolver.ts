import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { eventOf } from "../../access/grants/grant.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { needsOf } from "../customer/needs-of.js";
import { openCustomer } from "../customer/open-customer.js";
import { openStaff } from "../staff/open-staff.js";
import { StaffUser } from "../staff/staff.type.js";
import { AccessGrant, decisionOn } from "./access-grant.type.js";

@Resolver(() => AccessGrant)
export class AccessGrantResolver {
  @FieldResolver(() => StaffUser)
  requester(@Root() { grant }: AccessGrant, @Ctx() context: RequestContext): Promise<StaffUser> {
    return openStaff(context, grant.request.requester);
  }

  @FieldResolver(() => Customer, { nullable: true, description: "Null for who does not reach him." })
  subject(
    @Root() { grant }: AccessGrant,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<Customer | null> {
    return openCustomer(context, grant.request.customerId, needsOf(info));
  }

  @FieldResolver(() => StaffUser, { nullable: true })
  async decidedBy(@Root() { grant }: AccessGrant, @Ctx() context: RequestContext): Promise<StaffUser | null> {
    return staffUserOf(context, decisionOn(grant)?.by);
  }

  @FieldResolver(() => StaffUser, { nullable: true })
  async revokedBy(@Root() { grant }: AccessGrant, @Ctx() context: RequestContext): Promise<StaffUser | null> {
    return staffUserOf(context, eventOf(grant, "REVOKED")?.by);
  }

  @FieldResolver(() => StaffUser, { nullable: true })
  async reviewedBy(@Root() { grant }: AccessGrant, @Ctx() context: RequestContext): Promise<StaffUser | null> {
    return staffUserOf(context, eventOf(grant, "REVIEWED")?.by);
  }
}

async function staffUserOf(context: RequestContext, id: string | undefined): Promise<StaffUser | null> {
  return id === undefined ? null : openStaff(context, id);
}
