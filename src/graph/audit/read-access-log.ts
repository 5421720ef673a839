import type { AuditDesk } from "../../audit/questions/audit-desk.js";
import type { EventPosition, StoredEvent } from "../../audit/store/audit-filter.js";
import type { CustomerId } from "../../domain/customer-id.js";
import { toPosition } from "./audit-page.js";

export interface LogPage {
  readonly events: readonly StoredEvent[];
  /** The event after which the next page begins; null at the end. */
  readonly next: StoredEvent | null;
}

/** Pages of the trail that one page of a log may go through: most of what is on record of somebody is his own looking. */
const MOST_READ = 10;
const AT_ONCE = 100;

/**
 * Who has looked at one customer. The customer himself is told of everybody else to whom something of him was shown, but
 * not of looks that the law says he must not learn of, nor of those that were denied: they showed nothing.
 */
export async function readAccessLog(
  audit: AuditDesk,
  customerId: CustomerId,
  isAuditor: boolean,
  { first, before }: { readonly first: number; readonly before: EventPosition | null },
): Promise<LogPage> {
  const question = { ...audit.longestSpan(), customerId };
  const events: StoredEvent[] = [];
  let from = before;
  for (let read = 0; read < MOST_READ; read += 1) {
    const page = await audit.questions.page(question, { first: AT_ONCE, before: from });
    for (const [index, stored] of page.events.entries()) {
      if (isAuditor || isForHimself(stored, customerId)) events.push(stored);
      const isLast = index === page.events.length - 1 && !page.hasMore;
      if (events.length === first) return { events, next: isLast ? null : stored };
    }
    const last = page.events.at(-1);
    if (last === undefined || !page.hasMore) return { events, next: null };
    from = toPosition(last);
    if (read === MOST_READ - 1) return { events, next: last };
  }
  return { events, next: null };
}

/** Purposes of which the customer is not told: whoever is looked into for money laundering must not be warned, and audit looks at the bank. */
const UNTOLD: ReadonlySet<string> = new Set(["KYC_AML", "AUDIT"]);

function isForHimself({ event }: StoredEvent, customerId: CustomerId): boolean {
  if (event.actor.subject === `customer:${customerId}` || UNTOLD.has(event.purpose)) return false;
  return event.subjects.some(
    ({ customerIds, level, basis }) => customerIds.includes(customerId) && level !== "NONE" && basis !== "CONCERNED",
  );
}
