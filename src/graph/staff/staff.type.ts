import { Directive, Field, ID, ObjectType } from "type-graphql";
import type { CalendarDate } from "../../domain/instant.js";
import type { Leaf } from "../../domain/outcome.js";
import type { CoverageMemberRecord, OrgUnitRecord, StaffRecord } from "../../domain/records/coverage.js";
import { ManagementLevel } from "../enums.js";
import { CalendarDay } from "../scalars.js";

@Directive("@public")
@ObjectType()
export class OrgUnit {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  name!: Leaf<string>;

  @Field(() => ManagementLevel, { nullable: true })
  level!: Leaf<string>;

  parentId!: string | null;
}

@Directive("@public")
@ObjectType()
export class StaffUser {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  displayName!: Leaf<string>;

  @Field(() => String, { nullable: true })
  role!: Leaf<string>;

  orgUnitId!: string | null;
}

@Directive("@public")
@ObjectType()
export class CoverageMember {
  @Field(() => StaffUser)
  staff!: StaffUser;

  @Field(() => String, { nullable: true })
  role!: Leaf<string>;

  @Field(() => String, { nullable: true })
  department!: Leaf<string>;

  @Field(() => CalendarDay, { nullable: true })
  validFrom!: Leaf<CalendarDate>;

  @Field(() => CalendarDay, { nullable: true })
  validTo!: Leaf<CalendarDate>;
}

export function toStaffUser({ id, name, role, orgUnitId }: StaffRecord): StaffUser {
  return Object.assign(new StaffUser(), { id, displayName: name, role, orgUnitId });
}

export function toOrgUnit({ id, name, level, parentId }: OrgUnitRecord): OrgUnit {
  return Object.assign(new OrgUnit(), { id, name, level, parentId });
}

export function toCoverageMember({ staff, ...member }: CoverageMemberRecord): CoverageMember {
  return Object.assign(new CoverageMember(), member, { staff: toStaffUser(staff) });
}
