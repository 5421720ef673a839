import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { eventOf } from "../../access/grants/grant.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { needsOf } from "../customer/needs-of.js";
import { openCustomer } from "../customer/open-customer.js";
import { StaffUser, toStaffUser } from "../staff/staff.type.js";
import { AccessGrant, decisionOn } from "./access-grant.type.js";

@Resolver(() => AccessGrant)
export class AccessGrantResolver {
  @FieldResolver(() => StaffUser)
  requester(@Root() { grant }: AccessGrant, @Ctx() context: RequestContext): Promise<StaffUser> {
    return staffUser(context, grant.request.requester);
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
  return id === undefined ? null : staffUser(context, id);
}

/** Who acted is on record here, whatever the CRM knows of him by now or can say at the moment. */
async function staffUser({ session }: RequestContext, id: string): Promise<StaffUser> {
  const unnamed = { id, orgUnitId: null };
  try {
    const known = await session.staff.member(id);
    return known === null
      ? Object.assign(new StaffUser(), unnamed, { displayName: null, role: null })
      : toStaffUser(known);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return Object.assign(new StaffUser(), unnamed, { displayName: error, role: error });
  }
}
