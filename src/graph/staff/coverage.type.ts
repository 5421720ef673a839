import { Directive, Field, ObjectType } from "type-graphql";
import type { CoverageRecord } from "../../domain/records/coverage.js";
import { SourceFault } from "../../domain/source-fault.js";
import { Freshness } from "../shared/freshness.type.js";
import { CoverageMember, OrgUnit, StaffUser, toCoverageMember, toOrgUnit, toStaffUser } from "./staff.type.js";

@Directive("@public")
@ObjectType({ description: "Who looks after the customer, from the CRM." })
export class Coverage {
  @Field(() => StaffUser, { nullable: true })
  primaryManager!: StaffUser | SourceFault | null;

  @Field(() => OrgUnit, { nullable: true })
  owningBranch!: OrgUnit | SourceFault | null;

  @Field(() => [CoverageMember], { nullable: true })
  team!: CoverageMember[] | SourceFault;

  @Field(() => [CoverageMember], { nullable: true })
  history!: CoverageMember[] | SourceFault;

  @Field(() => Freshness)
  freshness!: Freshness;
}

export function toCoverage(record: CoverageRecord, freshness: Freshness): Coverage {
  const { primaryManager, owningBranch, team, history } = record;
  return Object.assign(new Coverage(), {
    primaryManager: isRecord(primaryManager) ? toStaffUser(primaryManager) : primaryManager,
    owningBranch: isRecord(owningBranch) ? toOrgUnit(owningBranch) : owningBranch,
    team: team instanceof SourceFault ? team : team.map(toCoverageMember),
    history: history instanceof SourceFault ? history : history.map(toCoverageMember),
    freshness,
  });
}

function isRecord<T>(leaf: T | SourceFault | null): leaf is T {
  return leaf !== null && !(leaf instanceof SourceFault);
}
