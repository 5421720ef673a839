import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../context.js";
import { openStaff } from "../staff/open-staff.js";
import { StaffUser } from "../staff/staff.type.js";
import { AuditEvent } from "./audit-event.type.js";

const STAFF = /^staff:(.+)$/;

@Resolver(() => AuditEvent)
export class AuditEventResolver {
  @FieldResolver(() => StaffUser, {
    nullable: true,
    description: "Who acted, by name as the CRM knows him now. Null for who is no member of staff.",
  })
  async actorStaff(@Root() { actor }: AuditEvent, @Ctx() context: RequestContext): Promise<StaffUser | null> {
    const [, id] = STAFF.exec(actor) ?? [];
    return id === undefined || !context.session.may("readAudit") ? null : openStaff(context, id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The hash that this one's was made with; null where the event before was removed with its month.",
  })
  prevHash(@Root() { stored }: AuditEvent, @Ctx() { audit }: RequestContext): Promise<string | null> {
    return audit.hashBefore(stored);
  }
}
