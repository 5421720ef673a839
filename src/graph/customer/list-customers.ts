import { AccessError } from "../../access/access-error.js";
import type { ListCursors } from "../../access/cursors.js";
import { fetchListing, type CustomerQuery } from "../../profile/customer-listing.js";
import type { Needs } from "../../profile/needs.js";
import type { RequestContext } from "../context.js";
import {
  assertPageSize,
  cursorFault,
  invalidCursor,
  pageInfoOf,
  positionIn,
  type PageArgs,
} from "../shared/connection.js";
import { toSourceSystem } from "../shared/freshness.type.js";
import { CustomerConnection, type CustomerEdge } from "./customer-connection.type.js";
import type { CustomerFilter, CustomerOrder } from "./customer-list.input.js";
import { checkedFilter, scopeOf } from "./customer-query.js";
import { toEdge } from "./find-customers.js";
import { limitReached } from "./limit-reached.js";
import { openCustomer } from "./open-customer.js";

export interface ListArgs extends PageArgs {
  readonly filter: CustomerFilter;
  readonly order: CustomerOrder;
}

/**
 * One page of the customers whom the caller may list. Whatever he may not ask is refused before any source is asked, and
 * all of a page is decided in one batch. Entries that he turns out not to reach leave no edge and no gap: the page is
 * filled with those behind them, and no cursor stands on one.
 */
export async function listCustomers(
  context: RequestContext,
  args: ListArgs,
  needs: Needs,
): Promise<CustomerConnection> {
  const { caller, session } = context;
  const right = session.listing();
  if (right === null) throw new AccessError("ACCESS_DENIED");
  const asked = checkedFilter(args.filter, args.order, right);
  assertPageSize(args);
  const cursors = context.cursors.of({
    field: "Query.customers",
    of: "",
    arguments: { filter: { ...args.filter }, order: { ...args.order } },
  });
  const [after = null] = positionIn(cursors, args.after) ?? [];
  if (after !== null && typeof after !== "string") throw invalidCursor();
  if (!context.walks.take(caller, args.first)) throw limitReached();
  const scope = await scopeOf(args.filter, right, caller, session);
  const filled =
    scope === null
      ? NOBODY
      : await fillPage(context, { ...asked, ...scope }, { first: args.first, after }, cursors, needs);
  // Also behind entries that leave no edge, the next page has a beginning.
  const isShort = filled.next !== null && filled.edges.length < args.first;
  const sealEnd = isShort ? () => cursors.toCursor([filled.next]) : undefined;
  const pageInfo = pageInfoOf(filled.edges, after !== null, filled.next !== null, sealEnd);
  return Object.assign(new CustomerConnection(), {
    edges: filled.edges,
    pageInfo,
    // The source counts exactly those whom the caller may list, unless their consent decides: both ask for the same.
    totalCount: right.isCounted ? filled.total : null,
    // Of the confidential ones even the number is not told; of a manager's own customers none is hidden.
    hiddenCount: right.withConfidential ? 0 : null,
    missingSources: filled.isWhole ? [] : [toSourceSystem(context.sources.facts("crm"))],
  });
}

interface FilledPage {
  readonly edges: CustomerEdge[];
  readonly total: number | null;
  /** Where the CRM's list goes on. */
  readonly next: string | null;
  /** Whether every entry could be read. */
  readonly isWhole: boolean;
}

const NOBODY: FilledPage = { edges: [], total: 0, next: null, isWhole: true };
/** Entries out of reach are the exception, for the source is asked for those in reach: a transfer at this moment. */
const MOST_ROUNDS = 4;

async function fillPage(
  context: RequestContext,
  query: CustomerQuery,
  page: { readonly first: number; readonly after: string | null },
  cursors: ListCursors,
  needs: Needs,
): Promise<FilledPage> {
  const edges: CustomerEdge[] = [];
  let total: number | null = null;
  let isWhole = true;
  let at: string | null = page.after;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const outcome = await fetchListing(context.session.sources, query, { limit: page.first - edges.length, after: at });
    if (outcome.kind === "unavailable") throw at === null ? outcome.because : cursorFault(outcome.because);
    if (outcome.kind === "absent") return { edges, total, next: null, isWhole };
    const { entries, next } = outcome.value;
    isWhole &&= entries.gaps.length === 0;
    if (round === 0) ({ total } = outcome.value);
    edges.push(...(await openEntries(context, entries.items, cursors, needs)));
    at = next;
    if (next === null || edges.length >= page.first) break;
  }
  return { edges, total: isWhole ? total : null, next: at, isWhole };
}

type Entry = Parameters<typeof entryKey>[0];

function entryKey({
  customer,
}: {
  readonly cursor: string;
  readonly customer: { readonly party: { readonly recordId: string } };
}) {
  return customer.party.recordId;
}

/** All at once, so that their sources are asked in one batch each. */
async function openEntries(
  context: RequestContext,
  entries: readonly Entry[],
  cursors: ListCursors,
  needs: Needs,
): Promise<CustomerEdge[]> {
  const customerIds = await context.session.customersOf("crm", "CRM", entries.map(entryKey));
  const opened = await Promise.all(
    entries.map(async ({ cursor }, index) => {
      const customerId = customerIds[index] ?? null;
      const customer = customerId === null ? null : await openCustomer(context, customerId, needs);
      // That somebody exists is told to who asks for him; a list is of those whom the caller reaches.
      return customer === null || !customer.profile.decision.reachesHeader
        ? []
        : [toEdge(customer, () => cursors.toCursor([cursor]))];
    }),
  );
  return opened.flat();
}
