import type { Listing, Outcome } from "../domain/outcome.js";
import type { TransactionRecord } from "../domain/records/arrangement.js";
import { SourceFault } from "../domain/source-fault.js";
import type { RequestSources } from "./request-sources.js";

/**
 * Where a page begins: after everything, on a page that the core has named, or after one transaction of such a page.
 * Naming the transaction keeps a cursor right when new postings arrive in the meantime.
 */
export interface TransactionPosition {
  /** The core's own mark of a page; null for the newest. */
  readonly page: string | null;
  /** The last transaction that the reader has; null for all of the page. */
  readonly after: string | null;
}

export interface TransactionSlice {
  readonly transactions: Listing<TransactionRecord>;
  readonly hasNext: boolean;
  /** The position after each transaction, in order. */
  readonly positions: readonly TransactionPosition[];
}

export const NEWEST: TransactionPosition = { page: null, after: null };

/** The core's largest page. */
const LARGEST = 100;

/** Up to `first` transactions of an account, newest first. Null when the position belongs to no page of this account. */
export async function fetchTransactions(
  sources: RequestSources,
  accountId: string,
  first: number,
  from: TransactionPosition,
): Promise<Outcome<TransactionSlice | null>> {
  const limit = from.after === null ? first : LARGEST;
  const outcome =
    from.page === null
      ? await sources.transactions(accountId, limit)
      : await older(sources, accountId, limit, from.page);
  if (outcome.kind !== "known") return outcome;
  const { transactions, next } = outcome.value;
  const begin = from.after === null ? 0 : transactions.items.findIndex(({ recordId }) => recordId === from.after) + 1;
  if (from.after !== null && begin === 0) return { ...outcome, value: null };
  const items = transactions.items.slice(begin, begin + first);
  const isAtEnd = begin + first >= transactions.items.length;
  const positions = items.map(({ recordId }, index): TransactionPosition =>
    isAtEnd && index === items.length - 1 && next !== null
      ? { page: next, after: null }
      : { page: from.page, after: recordId },
  );
  const slice = { transactions: { items, gaps: transactions.gaps }, hasNext: !isAtEnd || next !== null, positions };
  return { ...outcome, value: slice };
}

async function older(sources: RequestSources, accountId: string, limit: number, before: string) {
  try {
    const answer = await sources.all.core.fetchTransactions([accountId], { limit, before }, sources.deadline);
    const [page] = answer.value.items;
    if (page === undefined) {
      const { source, asOf, retrievedAt } = answer;
      return { kind: "absent", source, asOf, retrievedAt } as const;
    }
    return { ...answer, value: page };
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return { kind: "unavailable", source: error.source, because: error } as const;
  }
}
