import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { AccessError } from "../../access/access-error.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { assertPageSize, PageArgs, pageInfoOf } from "../shared/connection.js";
import { AccessLogConnection, AccessLogEdge, toAccessLogEntry } from "./access-log.type.js";
import { eventPositionIn, toEventCursor } from "./audit-page.js";
import { readAccessLog } from "./read-access-log.js";

@Resolver(() => Customer)
export class AccessLogResolver {
  @FieldResolver(() => AccessLogConnection, {
    nullable: true,
    description:
      "Who has looked at the customer, the newest first: for himself by role and purpose, for auditors whole.",
  })
  async accessLog(
    @Root() { profile }: Customer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<AccessLogConnection> {
    const { session, acts, audit } = context;
    const isAuditor = session.may("readAudit");
    const { id, decision } = profile;
    acts.push({ action: isAuditor ? "READ_AUDIT" : "READ", customerId: null, detail: { accessLog: true } });
    if (!isAuditor && decision.basis !== "SELF") throw new AccessError("ACCESS_DENIED");
    assertPageSize(args);
    const cursors = context.cursors.of({ field: "Customer.accessLog", of: id });
    const before = eventPositionIn(cursors, args.after);
    const page = await readAccessLog(audit, id, isAuditor, { first: args.first, before });
    const edges = page.events.map((stored) =>
      Object.assign(new AccessLogEdge(), {
        node: toAccessLogEntry(stored, id, isAuditor),
        cursor: toEventCursor(cursors, stored),
      }),
    );
    const pageInfo = pageInfoOf(edges, before !== null, page.next !== null);
    // Also past events that are not his to see, the next page has a beginning.
    if (page.next !== null) pageInfo.endCursor = toEventCursor(cursors, page.next);
    return Object.assign(new AccessLogConnection(), { edges, pageInfo });
  }
}
