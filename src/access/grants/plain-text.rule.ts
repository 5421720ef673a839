import { holdsValue } from "../../domain/holds-value.js";
import { GrantError } from "./grant-error.js";

const LONGEST_TEXT = 500;
const TICKET = /^[\p{L}\d][\p{L}\d ./#:_-]{0,63}$/u;

/**
 * A reason or comment as it will be shown to whoever decides and to auditors. Throws GrantError for one that is empty, too
 * long, not plain, or holds what looks like a customer's own number or address.
 */
export function toShownText(text: string): string {
  const shown = text.trim();
  if (shown === "") throw new GrantError("REASON_REQUIRED");
  if ([...shown].length > LONGEST_TEXT) throw new GrantError("REASON_TOO_LONG", `at most ${LONGEST_TEXT} characters`);
  assertNoValue(shown);
  return shown;
}

/** A case number of another system. Throws GrantError. */
export function toTicket(text: string | null): string | null {
  if (text === null) return null;
  const ticket = text.trim();
  assertNoValue(ticket);
  if (!TICKET.test(ticket)) throw new GrantError("INVALID_TICKET");
  return ticket;
}

function assertNoValue(text: string): void {
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u.test(text.replaceAll(/[\n\t]/gu, ""))) throw new GrantError("TEXT_NOT_PLAIN");
  if (holdsValue(text)) throw new GrantError("TEXT_HOLDS_CUSTOMER_VALUE");
}
