import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { openSection } from "../customer/needs-of.js";
import { disclose } from "../disclose.js";
import { toFreshness, toSourceSystem } from "../shared/freshness.type.js";
import { FinancialPosition } from "./position.type.js";

@Resolver(() => Customer)
export class PositionResolver {
  @FieldResolver(() => FinancialPosition, { nullable: true })
  async position(
    @Root() customer: Customer,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { sources, blanks }: RequestContext,
  ): Promise<FinancialPosition> {
    const profile = openSection(customer, info);
    const { position, freshness } = await profile.position();
    // A total that is null is one that could not be learned.
    if (position.missingSources.length > 0)
      blanks.push({ path: info.path, decision: profile.decision, outcome: "UNAVAILABLE" });
    const view = disclose(FinancialPosition, position, profile.decision);
    view.productCount = position.missingSources.length === 0 ? position.productCount : null;
    view.missingSources = position.missingSources.map((name) => toSourceSystem(sources.facts(name)));
    view.freshness = freshness.map((record) => toFreshness(record, sources.facts(record.source)));
    return view;
  }
}
