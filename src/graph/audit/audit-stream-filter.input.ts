import { ID, InputType } from "type-graphql";
import type { Purpose as For } from "../../access/vocabulary.js";
import type {
  AuditAction as Action,
  AuditDecision as Decided,
  FieldOutcome as Outcome,
} from "../../audit/event/audit-event.js";
import { AuditAction, AuditDecision, FieldOutcome, Purpose } from "../enums.js";
import { PublicFilter } from "../list-labels.js";

@InputType({ description: "What is let through of the events that come. All that is given must hold." })
export class AuditStreamFilter {
  @PublicFilter(() => ID, { description: "A customer, by our own id." })
  subject?: string | null;

  @PublicFilter(() => String)
  actor?: string | null;

  @PublicFilter(() => [AuditAction])
  actions?: Action[] | null;

  @PublicFilter(() => [AuditDecision])
  decisions?: Decided[] | null;

  @PublicFilter(() => [FieldOutcome])
  outcomes?: Outcome[] | null;

  @PublicFilter(() => Purpose)
  purpose?: For | null;

  @PublicFilter(() => Boolean)
  outsidePortfolio?: boolean | null;
}
