import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import type { CheckReport } from "../../audit/verify/finding.js";
import type { Instant } from "../../domain/instant.js";
import { AuditVerdict } from "../enums.js";
import { DateTime } from "../scalars.js";

@Directive("@public")
@ObjectType({ description: "Something in the record that is not as it was written." })
export class AuditFinding {
  @Field(() => String, { description: "Such as CHANGED, MISSING, INSERTED, REORDERED or SEAL_MISSING." })
  kind!: string;

  @Field(() => String, { description: "`writer#sequence` of an event, or `seal <number>`." })
  position!: string;

  @Field(() => String)
  note!: string;
}

@Directive("@public")
@ObjectType({
  description: "Whether the record of a span of time is whole. Whole seals are checked, so it may reach beyond.",
})
export class AuditIntegrity {
  @Field(() => DateTime)
  from!: Instant;

  @Field(() => DateTime)
  to!: Instant;

  @Field(() => AuditVerdict, { description: "EMPTY where there was nothing to check." })
  verdict!: CheckReport["verdict"];

  @Field(() => Int)
  events!: number;

  @Field(() => Int)
  seals!: number;

  @Field(() => Int, { description: "Events that are chained, and not yet under a signed root." })
  unsealed!: number;

  @Field(() => Boolean)
  chainValid!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Where the first thing was found that is not as it was written.",
  })
  firstBrokenPosition!: string | null;

  @Field(() => [AuditFinding], { description: "At most 200; `furtherFindings` counts the rest." })
  findings!: AuditFinding[];

  @Field(() => Int)
  furtherFindings!: number;

  @Field(() => [String], { description: "Events whose own time does not fit the seals around them." })
  clockDoubts!: readonly string[];

  @Field(() => ID, {
    nullable: true,
    description: "The hash of the last seal that was checked: compare it with the one that was published.",
  })
  anchor!: string | null;
}

export function toAuditIntegrity(
  report: CheckReport,
  span: { readonly from: Instant; readonly to: Instant },
): AuditIntegrity {
  const { verdict, events, seals, unsealed, findings, furtherFindings, clockDoubts, lastSeal } = report;
  return Object.assign(new AuditIntegrity(), {
    ...span,
    verdict,
    events,
    seals,
    unsealed,
    chainValid: verdict !== "TAMPERED",
    firstBrokenPosition: findings[0]?.position ?? null,
    findings: findings.map((each) => Object.assign(new AuditFinding(), each)),
    furtherFindings,
    clockDoubts: clockDoubts.first,
    anchor: lastSeal?.hash ?? null,
  });
}
