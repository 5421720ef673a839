import type { Needs } from "../../profile/needs.js";
import type { RequestContext } from "../context.js";
import { assertPageSize, fromCursor, pageInfoOf, toCursor, type PageArgs } from "../shared/connection.js";
import { CustomerConnection } from "./customer-connection.type.js";
import { openAll, toEdge } from "./find-customers.js";

/** One page of the caller's portfolio. The CRM pages it, so the cursor is the CRM's mark of the page after this one. */
export async function openPortfolio(
  context: RequestContext,
  args: PageArgs,
  needs: Needs,
): Promise<CustomerConnection> {
  assertPageSize(args);
  const { session } = context;
  const cursor = args.after == null ? null : fromCursor(args.after);
  const outcome = await session.portfolio({ limit: args.first, cursor });
  if (outcome.kind === "unavailable") throw outcome.because;
  const page = outcome.kind === "known" ? outcome.value : null;
  const customerIds = await session.customersOf("crm", "CRM", (page?.entries.items ?? []).map(({ crmId }) => crmId));
  const next = page?.next ?? null;
  const edges = (await openAll(context, customerIds, needs)).map((node) => toEdge(node));
  const pageInfo = pageInfoOf(edges, cursor !== null, next !== null);
  pageInfo.endCursor = next === null ? null : toCursor(next);
  return Object.assign(new CustomerConnection(), {
    edges,
    pageInfo,
    totalCount: page?.total ?? null,
    missingSources: [],
  });
}
