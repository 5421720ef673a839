import { AccessError } from "../../access/access-error.js";
import { AuditQuestionError } from "../../audit/audit-error.js";
import type { AuditDetail } from "../../audit/event/audit-event.js";
import type { CustomerId } from "../../domain/customer-id.js";
import { toIsoText, type Instant } from "../../domain/instant.js";
import { CallerMistake, type CallerMistakeCode } from "../caller-mistake.js";
import type { RequestContext } from "../context.js";

/**
 * Whoever reads the record is on record with it: whether he was let in or not, with what he asked for. Throws AccessError
 * for who may not.
 */
export function assertAuditor(
  { session, acts }: RequestContext,
  what: string,
  asked: AuditDetail = {},
  customerId: CustomerId | null = null,
): void {
  acts.push({ action: "READ_AUDIT", customerId, detail: { [what]: true, ...asked } });
  if (!session.may("readAudit")) throw new AccessError("ACCESS_DENIED");
}

export function spanDetail({ from, to }: { readonly from: Instant; readonly to: Instant }): AuditDetail {
  return { from: toIsoText(from), to: toIsoText(to) };
}

/** Turns what the trail says of a question into what the graph says of it. */
export async function asked<Answer>(question: Promise<Answer>): Promise<Answer> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof AuditQuestionError)) throw error;
    throw new CallerMistake(error.code satisfies CallerMistakeCode, SAID[error.code]);
  }
}

const SAID: Readonly<Record<AuditQuestionError["code"], string>> = {
  TIME_RANGE_REQUIRED: "Say from when to when.",
  TIME_RANGE_REVERSED: "`to` must be later than `from`.",
  TIME_RANGE_TOO_WIDE: "The span of time is wider than one question may ask for.",
  CURSOR_INVALID: "This cursor does not belong to this list, or not any more.",
  PAGE_SIZE_INVALID: "`first` takes 1 to 100.",
  AUDIT_BUSY: "Others are going through the record already. Ask again in a moment.",
};
