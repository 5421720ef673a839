import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { AccessError } from "../../access/access-error.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { assertPageSize, PageArgs, pageInfoOf, withCursor } from "../shared/connection.js";
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
    const edges = page.events.map((stored) => {
      const node = toAccessLogEntry(stored, id, isAuditor);
      return withCursor(Object.assign(new AccessLogEdge(), { node }), () => toEventCursor(cursors, stored));
    });
    const { next } = page;
    // Also past events that are not his to see, the next page has a beginning.
    const sealEnd = next === null ? undefined : () => toEventCursor(cursors, next);
    const pageInfo = pageInfoOf(edges, before !== null, next !== null, sealEnd);
    return Object.assign(new AccessLogConnection(), { edges, pageInfo });
  }
}
