import { Arg, Ctx, Info, Int, Query, Resolver } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { Instant } from "../../domain/instant.js";
import type { RequestContext } from "../context.js";
import { selectedFields } from "../engine/selected-fields.js";
import { toCustomerId } from "../global-id.js";
import { DateTime } from "../scalars.js";
import { assertPageSize, pageInfoOf } from "../shared/connection.js";
import { AuditEventConnection, AuditEventEdge } from "./audit-event-connection.type.js";
import { toAuditEvent } from "./audit-event.type.js";
import { AuditFilter, toQuestion } from "./audit-filter.input.js";
import { filterDetail } from "./filter-detail.js";
import { AuditIntegrity, toAuditIntegrity } from "./audit-integrity.type.js";
import { eventPositionIn, toEventCursor } from "./audit-page.js";
import { asked, assertAuditor, spanDetail } from "./audit-question.js";

@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, {
    description: "Who saw what, the newest first. For auditors; reading it is itself on record.",
  })
  async auditEvents(
    @Arg("filter", () => AuditFilter) filter: AuditFilter,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null | undefined,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<AuditEventConnection> {
    const question = toQuestion(filter);
    const about = filter.subject ? toCustomerId(filter.subject) : null;
    assertAuditor(context, "events", filterDetail(filter), about);
    assertPageSize({ first });
    const cursors = context.cursors.of({ field: "Query.auditEvents", of: "", arguments: { ...question } });
    const before = eventPositionIn(cursors, after);
    const { questions } = context.audit;
    const [page, totalCount] = await asked(
      Promise.all([
        questions.page(question, { first, before }),
        selectedFields(info, []).has("totalCount") ? questions.total(question) : null,
      ]),
    );
    const edges = page.events.map((stored) =>
      Object.assign(new AuditEventEdge(), {
        node: toAuditEvent(stored, about),
        cursor: toEventCursor(cursors, stored),
      }),
    );
    const pageInfo = pageInfoOf(edges, before !== null, page.hasMore);
    return Object.assign(new AuditEventConnection(), { edges, pageInfo, totalCount });
  }

  @Query(() => AuditIntegrity, {
    description: "Whether the record of a span of time is whole, checked anew from its texts to its signed roots.",
  })
  async auditIntegrity(
    @Arg("from", () => DateTime) from: Instant,
    @Arg("to", () => DateTime) to: Instant,
    @Ctx() context: RequestContext,
  ): Promise<AuditIntegrity> {
    assertAuditor(context, "integrity", spanDetail({ from, to }));
    const report = await asked(context.audit.integrity({ from, to }));
    return toAuditIntegrity(report, { from, to });
  }
}
