import type { AuditEvent as Recorded } from "../../audit/event/audit-event.js";
import type { CustomerId } from "../../domain/customer-id.js";
import type { RequestContext } from "../context.js";
import { toCustomerId } from "../global-id.js";
import { toAuditEvent } from "./audit-event.type.js";
import { asked, assertAuditor } from "./audit-question.js";
import type { AuditStreamFilter } from "./audit-stream-filter.input.js";

const AT_ONCE = 100;

/** One message of a subscription: what it is about, and how a subscriber who comes again says that he has had it. */
export interface StreamMessage {
  readonly id: string;
  readonly value: object;
}

/** Events as they come, from behind a cursor or from now on. Throws AccessError, and CallerMistake for a forged cursor. */
export async function followAudit(
  context: RequestContext,
  filter: AuditStreamFilter | null,
  after: string | null,
): Promise<AsyncIterable<StreamMessage>> {
  const about = filter?.subject ? toCustomerId(filter.subject) : null;
  assertAuditor(context, "stream", { resumed: after !== null }, about);
  const { audit } = context;
  const from = after ?? (await audit.latestCursor());
  // A cursor that no stream has given is refused now, not in the middle of the stream.
  if (after !== null) await asked(audit.assertCursor(after));
  return messages(context, filter, about, from);
}

async function* messages(
  { audit, gone }: RequestContext,
  filter: AuditStreamFilter | null,
  about: CustomerId | null,
  after: string | null,
): AsyncGenerator<StreamMessage> {
  for await (const batch of audit.follow({ after, signal: gone, batch: AT_ONCE })) {
    for (const { canonical, cursor, hash, recordedAt } of batch) {
      const event = JSON.parse(canonical) as Recorded;
      if (!fits(event, filter, about)) continue;
      const stored = { event, hash, recordedAt, position: 0 };
      yield { id: cursor, value: toAuditEvent(stored, about) };
    }
  }
}

function fits(event: Recorded, filter: AuditStreamFilter | null, about: CustomerId | null): boolean {
  const { actor, actions, decisions, outcomes, purpose, outsidePortfolio } = filter ?? {};
  if (actor && event.actor.subject !== actor) return false;
  if (actions && !actions.includes(event.action)) return false;
  if (decisions && !decisions.includes(event.decision)) return false;
  if (purpose && event.purpose !== purpose) return false;
  const asksForPart = about !== null || outcomes || typeof outsidePortfolio === "boolean";
  if (!asksForPart) return true;
  return event.subjects.some(
    (part) =>
      (about === null || part.customerIds.includes(about)) &&
      (!outcomes || part.fields.some(({ outcome }) => outcomes.includes(outcome))) &&
      (typeof outsidePortfolio !== "boolean" || part.outsidePortfolio === outsidePortfolio),
  );
}
