import { AuditQuestionError } from "../audit-error.js";
import { checkedFilter, type AuditFilter, type EventPosition, type StoredEvent } from "../store/audit-filter.js";
import type { AuditReads } from "../store/audit-store.js";

export type AuditQuestion = Omit<AuditFilter, "from" | "to"> & {
  readonly from?: number | null;
  readonly to?: number | null;
};

export interface AuditPage {
  readonly events: readonly StoredEvent[];
  readonly hasMore: boolean;
}

export interface AuditQuestionLimits {
  readonly mostDays: number;
  readonly mostPerPage: number;
}

/** Beyond this nobody reads a list to its end, and counting alone would hold up the next question. */
export const MOST_COUNTED = 100_000;

/** What auditors ask of the trail: newest first, page by page, always within a span of time. */
export class AuditQuestions {
  constructor(
    private readonly reads: Pick<AuditReads, "find" | "count">,
    private readonly limits: AuditQuestionLimits,
  ) {}

  /** How many days a question may span. */
  get mostDays(): number {
    return this.limits.mostDays;
  }

  /** Throws AuditQuestionError for a question that is not well put. */
  async page(
    question: AuditQuestion,
    { first, before = null }: { readonly first: number; readonly before?: EventPosition | null },
  ): Promise<AuditPage> {
    const filter = checkedFilter(question, this.limits.mostDays);
    if (!Number.isInteger(first) || first < 1 || first > this.limits.mostPerPage)
      throw new AuditQuestionError("PAGE_SIZE_INVALID");
    const found = await this.reads.find(filter, { first: first + 1, before });
    return { events: found.slice(0, first), hasMore: found.length > first };
  }

  /** Null where there are more than are counted. Throws AuditQuestionError. */
  async total(question: AuditQuestion): Promise<number | null> {
    const count = await this.reads.count(checkedFilter(question, this.limits.mostDays), MOST_COUNTED + 1);
    return count > MOST_COUNTED ? null : count;
  }
}
