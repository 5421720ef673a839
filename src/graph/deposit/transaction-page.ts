import type { PositionPart } from "../../access/cursors.js";
import { fetchTransactions, NEWEST, type TransactionPosition } from "../../profile/account-transactions.js";
import type { RequestContext } from "../context.js";
import { disclose } from "../disclose.js";
import {
  assertPageSize,
  cursorFault,
  invalidCursor,
  pageInfoOf,
  positionIn,
  type Edge,
  type PageArgs,
  withCursor,
} from "../shared/connection.js";
import { toFreshness } from "../shared/freshness.type.js";
import type { DepositAccount } from "./deposit-account.type.js";
import { Transaction, TransactionConnection } from "./transaction.type.js";

/** One page of an account's transactions, shown under the decision about the customer that the account was reached by. */
export async function transactionPage(
  { seen }: DepositAccount,
  args: PageArgs,
  { session, sources, ...context }: RequestContext,
): Promise<TransactionConnection> {
  assertPageSize(args);
  const cursors = context.cursors.of({ field: "DepositAccount.transactions", of: seen.record.recordId });
  const after = positionIn(cursors, args.after);
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
    const { page, after: behind } = slice?.positions[index] ?? NEWEST;
    return withCursor({ node }, () => cursors.toCursor([page, behind]));
  });
  return Object.assign(new TransactionConnection(), {
    edges,
    pageInfo: pageInfoOf(edges, after !== null, slice?.hasNext ?? false),
    sources: [toFreshness(session.sources.freshness(outcome), sources.facts(outcome.source), gap)],
  });
}

function toPosition([page, after]: readonly PositionPart[]): TransactionPosition {
  if (!isTextOrNull(page) || !isTextOrNull(after)) throw invalidCursor();
  return { page, after };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}
