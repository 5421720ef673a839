import { Arg, Args, Ctx, Info, Int, Query, Resolver } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { RequestContext } from "../context.js";
import { PageArgs } from "../shared/connection.js";
import { CustomerConnection } from "./customer-connection.type.js";
import { CustomerFilter, CustomerOrder } from "./customer-list.input.js";
import { listCustomers } from "./list-customers.js";
import { needsOf } from "./needs-of.js";
import { searchCustomers } from "./search-customers.js";

const BY_NUMBER = { field: "CUSTOMER_NUMBER", direction: "ASC" } as const;

@Resolver()
export class CustomerListResolver {
  @Query(() => CustomerConnection, {
    description:
      "The customers whom the caller may list: a manager his own, an analyst those of his own part of the bank. Nobody else lists customers.",
  })
  customers(
    @Arg("filter", () => CustomerFilter, { nullable: true }) filter: CustomerFilter | null | undefined,
    @Arg("orderBy", () => CustomerOrder, { nullable: true, description: "By customer number unless said otherwise." })
    orderBy: CustomerOrder | null | undefined,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<CustomerConnection> {
    const args = { filter: filter ?? {}, order: orderBy ?? BY_NUMBER, first, after: after ?? null };
    return listCustomers(context, args, needsOf(info, ["edges", "node"]));
  }

  @Query(() => CustomerConnection, {
    description:
      "The customers whom the caller may list and whose name has these letters, the best fitting first. Only names that he sees in clear are searched: where persons are masked to him, companies alone.",
  })
  searchCustomers(
    @Arg("text", () => String, { description: "At least two letters of the name; no wildcards." }) text: string,
    @Arg("first", () => Int, { defaultValue: 20, description: "1 to 100." }) first: number,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<CustomerConnection> {
    return searchCustomers(context, { text, first }, needsOf(info, ["edges", "node"]));
  }
}
