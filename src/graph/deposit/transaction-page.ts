import { fetchTransactions, NEWEST, type TransactionPosition } from "../../profile/account-transactions.js";
import type { RequestContext } from "../context.js";
import { disclose } from "../disclose.js";
import {
  assertPageSize,
  cursorFault,
  fromCursorOf,
  invalidCursor,
  pageInfoOf,
  toCursorOf,
  type Edge,
  type PageArgs,
} from "../shared/connection.js";
import { toFreshness } from "../shared/freshness.type.js";
import type { DepositAccount } from "./deposit-account.type.js";
import { Transaction, TransactionConnection } from "./transaction.type.js";

/** One page of an account's transactions, shown under the decision about the customer that the account was reached by. */
export async function transactionPage(
  { seen }: DepositAccount,
  args: PageArgs,
  { session, sources }: RequestContext,
): Promise<TransactionConnection> {
  assertPageSize(args);
  const after = args.after ?? null;
  const from = after === null ? NEWEST : toPosition(after);
  const outcome = session.sources.note(
    await fetchTransactions(session.sources, seen.record.recordId, args.first, from),
  );
  if (outcome.kind === "unavailable") throw after === null ? outcome.because : cursorFault(outcome.because);
  if (outcome.kind === "known" && outcome.value === null) throw invalidCursor();
  const slice = outcome.kind === "known" ? outcome.value : null;
  const gap = slice?.transactions.gaps[0];
  if (gap !== undefined && slice?.transactions.items.length === 0) throw gap;
  const edges = (slice?.transactions.items ?? []).map((record, index): Edge<Transaction> => {
    const node = Object.assign(disclose(Transaction, record, seen.decision), { id: record.recordId });
    return { node, cursor: fromPosition(slice?.positions[index] ?? NEWEST) };
  });
  return Object.assign(new TransactionConnection(), {
    edges,
    pageInfo: pageInfoOf(edges, after !== null, slice?.hasNext ?? false),
    sources: [toFreshness(session.sources.freshness(outcome), sources.facts(outcome.source), gap)],
  });
}

function fromPosition({ page, after }: TransactionPosition): string {
  return toCursorOf([page, after]);
}

function toPosition(cursor: string): TransactionPosition {
  const [page, after] = fromCursorOf(cursor);
  if (!isTextOrNull(page) || !isTextOrNull(after)) throw invalidCursor();
  return { page, after };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}
