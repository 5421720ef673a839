import { Directive, Field, ObjectType } from "type-graphql";
import type { Decision } from "../../access/decision.js";
import type { Elements } from "../../domain/outcome.js";
import type { CoverageMemberRecord, CoverageRecord } from "../../domain/records/coverage.js";
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
  team!: CoverageMember[] | SourceFault | null;

  @Field(() => [CoverageMember], { nullable: true })
  history!: CoverageMember[] | SourceFault | null;

  @Field(() => Freshness)
  freshness!: Freshness;
}

/** Of a customer of whom only the existence shows, it shows who is in charge, and nobody else. */
export function toCoverage(record: CoverageRecord, freshness: Freshness, { reachesHeader }: Decision): Coverage {
  const { primaryManager, owningBranch, team, history } = record;
  return Object.assign(new Coverage(), {
    primaryManager: isRecord(primaryManager) ? toStaffUser(primaryManager) : primaryManager,
    owningBranch: isRecord(owningBranch) ? toOrgUnit(owningBranch) : owningBranch,
    team: reachesHeader ? toMembers(team) : null,
    history: reachesHeader ? toMembers(history) : null,
    freshness,
  });
}

function toMembers(members: Elements<CoverageMemberRecord>): CoverageMember[] | SourceFault {
  return members instanceof SourceFault ? members : members.map(toCoverageMember);
}

function isRecord<T>(leaf: T | SourceFault | null): leaf is T {
  return leaf !== null && !(leaf instanceof SourceFault);
}
