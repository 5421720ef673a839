import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import type { Instant } from "../../domain/instant.js";
import type { RequestContext } from "../context.js";
import { DateTime } from "../scalars.js";
import { assertPageSize, PageArgs, pageOf } from "../shared/connection.js";
import { openStaff } from "../staff/open-staff.js";
import { StaffUser } from "../staff/staff.type.js";
import { AccessAnomaly, toAccessAnomaly } from "./access-anomaly.type.js";
import { AuditEventConnection, AuditEventEdge } from "./audit-event-connection.type.js";
import { toAuditEvent } from "./audit-event.type.js";
import { asked, assertAuditor, spanDetail } from "./audit-question.js";

const STAFF = /^staff:(.+)$/;

@Resolver(() => AccessAnomaly)
export class AccessAnomalyResolver {
  @Query(() => [AccessAnomaly], {
    description: "What the rules over the record point at, the worst first. For auditors.",
  })
  async accessAnomalies(
    @Arg("from", () => DateTime) from: Instant,
    @Arg("to", () => DateTime) to: Instant,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<AccessAnomaly[]> {
    assertAuditor(context, "anomalies", spanDetail({ from, to }));
    assertPageSize({ first });
    const found = await asked(context.audit.anomalies({ from, to }));
    return found.slice(0, first).map(toAccessAnomaly);
  }

  @FieldResolver(() => StaffUser, { nullable: true })
  async actor(@Root() { actorId }: AccessAnomaly, @Ctx() context: RequestContext): Promise<StaffUser | null> {
    const [, id] = STAFF.exec(actorId ?? "") ?? [];
    return id === undefined ? null : openStaff(context, id);
  }

  @FieldResolver(() => AuditEventConnection, { description: "The events that the rule goes by, the oldest first." })
  async events(
    @Root() { rule, actorId, subjectId, at, count, eventIds }: AccessAnomaly,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { audit, cursors }: RequestContext,
  ): Promise<AuditEventConnection> {
    const list = { field: "AccessAnomaly.events", of: JSON.stringify([rule, actorId, subjectId, at]) };
    const page = pageOf(
      eventIds,
      args,
      cursors.of(list),
      (id) => id,
      (id) => id,
    );
    const events = await Promise.all(page.edges.map(({ node }) => audit.event(node)));
    const edges = page.edges.flatMap(({ cursor }, index) => {
      const stored = events[index];
      return stored ? [Object.assign(new AuditEventEdge(), { cursor, node: toAuditEvent(stored) })] : [];
    });
    return Object.assign(new AuditEventConnection(), { edges, pageInfo: page.pageInfo, totalCount: count });
  }
}
