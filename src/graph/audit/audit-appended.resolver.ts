import { Arg, Resolver, Root, Subscription } from "type-graphql";
import type { RequestContext } from "../context.js";
import { AuditEvent } from "./audit-event.type.js";
import { AuditStreamFilter } from "./audit-stream-filter.input.js";
import { followAudit, type StreamMessage } from "./follow-audit.js";

interface Given {
  readonly filter?: AuditStreamFilter | null;
  readonly after?: string | null;
}

@Resolver()
export class AuditAppendedResolver {
  @Subscription(() => AuditEvent, {
    subscribe: (({ args, context }: { args: Given; context: RequestContext }) =>
      followAudit(context, args.filter ?? null, args.after ?? context.lastEventId)) as never,
    description:
      "Every event from now on, or from behind a cursor on, at least once. For auditors; as server-sent events at /graphql/stream.",
  })
  auditAppended(
    @Root() { value }: StreamMessage,
    @Arg("filter", () => AuditStreamFilter, { nullable: true }) _filter: AuditStreamFilter | null | undefined,
    @Arg("after", () => String, {
      nullable: true,
      description: "The id of the last message that was taken; the header Last-Event-ID does the same.",
    })
    _after: string | null | undefined,
  ): AuditEvent {
    return value as AuditEvent;
  }
}
