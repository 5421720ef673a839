import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../context.js";
import { staffUser } from "../staff/staff-user.js";
import { StaffUser } from "../staff/staff.type.js";
import { ManualOverride } from "./attribute-fact.type.js";

@Resolver(() => ManualOverride)
export class ManualOverrideResolver {
  @FieldResolver(() => StaffUser)
  by(@Root() { choice }: ManualOverride, @Ctx() context: RequestContext): Promise<StaffUser> {
    return staffUser(context, choice.event.by);
  }
}
