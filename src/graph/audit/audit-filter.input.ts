import { ID, InputType } from "type-graphql";
import type { Purpose as For } from "../../access/vocabulary.js";
import type {
  AuditAction as Action,
  AuditDecision as Decided,
  AuditedClass,
  FieldOutcome as Outcome,
} from "../../audit/event/audit-event.js";
import type { AuditQuestion } from "../../audit/questions/audit-questions.js";
import type { Instant } from "../../domain/instant.js";
import { AuditAction, AuditDecision, DataClass, FieldOutcome, Purpose } from "../enums.js";
import { toCustomerId, toGrantId } from "../global-id.js";
import { PublicFilter } from "../list-labels.js";
import { assertNotMasked } from "../refuse-masked.js";
import { DateTime } from "../scalars.js";

@InputType({
  description:
    "All that is given must hold. `field`, `classes` and `outcomes` speak of one and the same field, and with `subject` and `outsidePortfolio` of one and the same customer.",
})
export class AuditFilter {
  @PublicFilter(() => ID, { description: "A customer, by our own id." })
  subject?: string | null;

  @PublicFilter(() => String, { description: "`staff:<number>`, `customer:<our id>` or `system:<part>`." })
  actor?: string | null;

  @PublicFilter(() => [AuditAction])
  actions?: Action[] | null;

  @PublicFilter(() => [AuditDecision])
  decisions?: Decided[] | null;

  @PublicFilter(() => String, { description: "The path of a field, such as `customer.person.documents.number`." })
  field?: string | null;

  @PublicFilter(() => [DataClass])
  classes?: AuditedClass[] | null;

  @PublicFilter(() => [FieldOutcome])
  outcomes?: Outcome[] | null;

  @PublicFilter(() => Purpose)
  purpose?: For | null;

  @PublicFilter(() => ID)
  grant?: string | null;

  @PublicFilter(() => Boolean)
  outsidePortfolio?: boolean | null;

  @PublicFilter(() => DateTime, { nullable: false, description: "From this moment on." })
  from!: Instant;

  @PublicFilter(() => DateTime, { nullable: false, description: "Up to, and without, this moment." })
  to!: Instant;
}

/** Throws CallerMistake for an id that is none. */
export function toQuestion(filter: AuditFilter): AuditQuestion {
  const { subject, actor, actions, decisions, field, classes, outcomes, purpose, grant, outsidePortfolio } = filter;
  if (actor) assertNotMasked("actor", actor);
  return {
    from: filter.from,
    to: filter.to,
    ...(subject && { customerId: toCustomerId(subject) }),
    ...(actor && { actor }),
    ...(actions && { actions }),
    ...(decisions && { decisions }),
    ...(field && { path: field }),
    ...(classes && { classes }),
    ...(outcomes && { outcomes }),
    ...(purpose && { purpose }),
    ...(grant && { grantId: toGrantId(grant) }),
    ...(outsidePortfolio !== null && outsidePortfolio !== undefined && { outsidePortfolio }),
  };
}
