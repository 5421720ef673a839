import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../context.js";
import { OrgUnit, StaffUser, toOrgUnit } from "./staff.type.js";

@Resolver(() => StaffUser)
export class StaffResolver {
  @FieldResolver(() => OrgUnit, { nullable: true })
  orgUnit(@Root() { orgUnitId }: StaffUser, @Ctx() context: RequestContext): Promise<OrgUnit | null> {
    return openOrgUnit(context, orgUnitId);
  }
}

@Resolver(() => OrgUnit)
export class OrgUnitResolver {
  @FieldResolver(() => OrgUnit, { nullable: true })
  parent(@Root() { parentId }: OrgUnit, @Ctx() context: RequestContext): Promise<OrgUnit | null> {
    return openOrgUnit(context, parentId);
  }
}

async function openOrgUnit({ session }: RequestContext, id: string | null): Promise<OrgUnit | null> {
  const unit = id === null ? null : await session.staff.unit(id);
  return unit === null ? null : toOrgUnit(unit);
}
