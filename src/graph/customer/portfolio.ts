import type { PositionPart } from "../../access/cursors.js";
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
import { CustomerConnection } from "./customer-connection.type.js";
import { limitReached } from "./limit-reached.js";
import { toEdge } from "./find-customers.js";
import { openCustomer } from "./open-customer.js";

/** Where a page begins: on a page that the CRM has named, after so many of its entries. */
interface Position {
  readonly page: string | null;
  readonly skip: number;
}

/** One page of the caller's portfolio. Entries that he turns out not to reach leave no edge. */
export async function openPortfolio(
  context: RequestContext,
  args: PageArgs,
  needs: Needs,
): Promise<CustomerConnection> {
  assertPageSize(args);
  const { session, caller } = context;
  const cursors = context.cursors.of({ field: "Viewer.portfolio", of: caller.subject });
  const after = positionIn(cursors, args.after);
  if (!context.walks.take(caller, args.first)) throw limitReached();
  const from = after === null ? { page: null, skip: 0 } : toPosition(after);
  const fromPosition = ({ page, skip }: Position) => cursors.toCursor([page, skip]);
  const outcome = await session.portfolio({ limit: args.first + from.skip, cursor: from.page });
  if (outcome.kind === "unavailable") throw after === null ? outcome.because : cursorFault(outcome.because);
  const page = outcome.kind === "known" ? outcome.value : null;
  const crmIds = (page?.entries.items ?? []).slice(from.skip).map(({ crmId }) => crmId);
  const customerIds = await session.customersOf("crm", "CRM", crmIds);
  const next = page?.next ?? null;
  const edges = await Promise.all(
    customerIds.map(async (customerId, index) => {
      const customer = customerId === null ? null : await openCustomer(context, customerId, needs);
      if (customer === null) return [];
      const isLast = index === customerIds.length - 1;
      const position = isLast && next !== null ? { page: next, skip: 0 } : { ...from, skip: from.skip + index + 1 };
      return [toEdge(customer, () => fromPosition(position))];
    }),
  );
  const reached = edges.flat();
  // Also past entries that leave no edge, the next page has a beginning.
  const sealEnd = next === null ? undefined : () => fromPosition({ page: next, skip: 0 });
  const pageInfo = pageInfoOf(reached, after !== null, next !== null, sealEnd);
  return Object.assign(new CustomerConnection(), {
    edges: reached,
    pageInfo,
    // The CRM counts also those who are not there for this purpose; how many they are is not to be worked out.
    totalCount: session.listing()?.isCounted === true ? (page?.total ?? null) : null,
    hiddenCount: null,
    missingSources: [],
  });
}

const MOST_SKIPPED = 100;

function toPosition([page = null, skip]: readonly PositionPart[]): Position {
  const isPage = page === null || typeof page === "string";
  if (!isPage || typeof skip !== "number" || !Number.isInteger(skip) || skip < 0 || skip > MOST_SKIPPED) {
    throw invalidCursor();
  }
  return { page, skip };
}
