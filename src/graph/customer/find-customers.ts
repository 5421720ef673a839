import type { Cursor } from "../../access/cursors.js";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Needs } from "../../profile/needs.js";
import type { RequestContext } from "../context.js";
import { assertPageSize, pageInfoOf, withCursor } from "../shared/connection.js";
import { toSourceSystem } from "../shared/freshness.type.js";
import { CustomerConnection, CustomerEdge } from "./customer-connection.type.js";
import type { Customer } from "./customer.type.js";
import type { IdentifierInput } from "./identifier.input.js";
import { lookUp } from "./look-up.js";
import { openCustomer } from "./open-customer.js";

/** The customers that an identifier finds and the caller reaches. Those he does not reach are not even counted. */
export async function findCustomers(
  context: RequestContext,
  { type, value }: IdentifierInput,
  first: number,
  needs: Needs,
): Promise<CustomerConnection> {
  assertPageSize({ first });
  const found = await lookUp(context, { type, value });
  const customers = await openAll(context, found.customerIds, needs);
  const cursors = context.cursors.of({ field: "Query.customersByIdentifier", of: "", arguments: { type, value } });
  const edges = customers.slice(0, first).map((node) => toEdge(node, () => cursors.toCursor([node.profile.id]), type));
  return Object.assign(new CustomerConnection(), {
    edges,
    pageInfo: pageInfoOf(edges, false, customers.length > first),
    totalCount: found.faults.length === 0 ? customers.length : null,
    hiddenCount: null,
    missingSources: found.faults.map(({ source }) => toSourceSystem(context.sources.facts(source))),
  });
}

/** Everybody at once, so that their sources are asked in one batch each. */
export async function openAll(
  context: RequestContext,
  customerIds: readonly CustomerId[],
  needs: Needs,
): Promise<readonly Customer[]> {
  const opened = await Promise.all(customerIds.map((id) => openCustomer(context, id, needs)));
  return opened.filter((customer) => customer !== null);
}

export function toEdge(node: Customer, seal: () => Cursor, ...matchedOn: CustomerEdge["matchedOn"]): CustomerEdge {
  return withCursor(Object.assign(new CustomerEdge(), { node, matchedOn, score: null }), seal);
}
