import { Arg, Ctx, ID, Info, Int, Query, Resolver } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { FreshnessPolicy as Policy } from "../../domain/freshness.js";
import type { RequestContext } from "../context.js";
import { CallerMistake } from "../caller-mistake.js";
import { FreshnessPolicy } from "../enums.js";
import { toCustomerId } from "../global-id.js";
import { Customer } from "./customer.type.js";
import { CustomerConnection } from "./customer-connection.type.js";
import { findCustomers } from "./find-customers.js";
import { IdentifierInput } from "./identifier.input.js";
import { needsOf } from "./needs-of.js";
import { openCustomer } from "./open-customer.js";

const POLICY =
  "How fresh the answer must be. CACHE_OK: what is kept serves while it is fresh. PREFER_LIVE: the sources are asked, and what is kept stands in for one that fails. REQUIRE_LIVE: what they say now, or nothing. An operation is as strict as its strictest field.";

@Resolver(() => Customer)
export class CustomerResolver {
  @Query(() => Customer, { nullable: true, description: "One customer by our own id." })
  async customer(
    @Arg("id", () => ID) id: string,
    @Arg("policy", () => FreshnessPolicy, { defaultValue: "CACHE_OK", description: POLICY }) policy: Policy,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<Customer> {
    context.session.insist(policy);
    const customerId = toCustomerId(id);
    const customer = await openCustomer(context, customerId, needsOf(info));
    if (customer === null) throw context.session.undecided.get(customerId) ?? notReachable();
    return customer;
  }

  @Query(() => CustomerConnection, {
    description:
      "Exact look-up by one identifier, live in every system that can be searched by it. Several customers may share a mobile.",
  })
  customersByIdentifier(
    @Arg("identifier", () => IdentifierInput) identifier: IdentifierInput,
    @Arg("policy", () => FreshnessPolicy, { defaultValue: "CACHE_OK", description: POLICY }) policy: Policy,
    @Arg("first", () => Int, { defaultValue: 10 }) first: number,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<CustomerConnection> {
    context.session.insist(policy);
    return findCustomers(context, identifier, first, needsOf(info, ["edges", "node"]));
  }
}

/** One answer for "nobody" and "not for you": the difference is nobody's business. */
export function notReachable(): CallerMistake {
  return new CallerMistake("CUSTOMER_NOT_REACHABLE", "There is no customer with this id, or none within your reach.");
}
