import { AuditQuestionError } from "../audit-error.js";
import { checkedFilter, type AuditFilter, type StoredEvent } from "../store/audit-filter.js";
import type { AuditReads } from "../store/audit-store.js";

export type AuditQuestion = Omit<AuditFilter, "from" | "to"> & {
  readonly from?: number | null;
  readonly to?: number | null;
};

export interface AuditPage {
  readonly events: readonly StoredEvent[];
  /** One for each event: where a page after it starts. */
  readonly cursors: readonly string[];
  readonly hasMore: boolean;
}

export interface AuditQuestionLimits {
  readonly mostDays: number;
  readonly mostPerPage: number;
}

/** What auditors ask of the trail: newest first, page by page, always within a span of time. */
export class AuditQuestions {
  constructor(
    private readonly reads: AuditReads,
    private readonly limits: AuditQuestionLimits,
  ) {}

  /** Throws AuditQuestionError for a question that is not well put. */
  async page(
    question: AuditQuestion,
    { first, after }: { readonly first: number; readonly after?: string | null },
  ): Promise<AuditPage> {
    const filter = checkedFilter(question, this.limits.mostDays);
    if (!Number.isInteger(first) || first < 1 || first > this.limits.mostPerPage)
      throw new AuditQuestionError("PAGE_SIZE_INVALID");
    const before = after === undefined || after === null ? null : toPosition(after);
    const found = await this.reads.find(filter, { first: first + 1, before });
    const events = found.slice(0, first);
    return { events, cursors: events.map(({ position }) => toCursor(position)), hasMore: found.length > first };
  }

  /** Throws AuditQuestionError. */
  async total(question: AuditQuestion): Promise<number> {
    return this.reads.count(checkedFilter(question, this.limits.mostDays));
  }
}

/** A place in the store says nothing of an event, so a cursor that somebody made up shows nothing that the filter would not. */
function toCursor(position: number): string {
  return Buffer.from(`audit:${position}`).toString("base64url");
}

function toPosition(cursor: string): number {
  const [, digits] = /^audit:(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (digits === undefined || toCursor(Number(digits)) !== cursor) throw new AuditQuestionError("CURSOR_INVALID");
  return Number(digits);
}
