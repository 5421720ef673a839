import type { Grant } from "../access/grants/grant.js";
import type { AuditAction, AuditDetail } from "../audit/event/audit-event.js";
import type { CustomerId } from "../domain/customer-id.js";

/** Something that an operation did beside looking. It is a part of the operation's one event. */
export interface AuditedAct {
  readonly action: AuditAction;
  /** Whom it concerns, where it concerns somebody. */
  readonly customerId: CustomerId | null;
  /** Facts of the bank's own doing; never a fact of a customer. */
  readonly detail: AuditDetail;
}

/** What was done about a grant: which one, for which fields, and whether it acted before anybody had decided. */
export function grantAct(act: string, { request }: Grant): AuditedAct {
  const { id, customerId, emergency, fields } = request;
  const isBreakGlass = emergency && act === "REQUESTED";
  return {
    action: act === "REVOKED" ? "REVOKE" : isBreakGlass ? "BREAK_GLASS" : "GRANT",
    customerId,
    detail: { act, grantId: id, emergency, fields: fields.map(({ coordinate }) => coordinate).join(" ") },
  };
}
