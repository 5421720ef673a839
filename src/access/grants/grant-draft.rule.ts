import { GrantError } from "./grant-error.js";
import { toShownText, toTicket } from "./plain-text.rule.js";

/** What somebody asks for, beside the fields and the customer. */
export interface GrantDraft {
  readonly reason: string;
  readonly ticket: string | null;
  readonly minutes: number;
  readonly emergency: boolean;
}

/** The draft as it will be kept. Throws GrantError for a time out of range, and for texts that must not be shown. */
export function toCheckedDraft(draft: GrantDraft, maximumMinutes: number): GrantDraft {
  const { minutes } = draft;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > maximumMinutes) {
    throw new GrantError("MINUTES_OUT_OF_RANGE", `1 to ${maximumMinutes}`);
  }
  return { ...draft, reason: toShownText(draft.reason), ticket: toTicket(draft.ticket) };
}
