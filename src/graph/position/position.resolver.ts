import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { disclose } from "../disclose.js";
import { toFreshness, toSourceSystem } from "../shared/freshness.type.js";
import { FinancialPosition } from "./position.type.js";

@Resolver(() => Customer)
export class PositionResolver {
  @FieldResolver(() => FinancialPosition, { nullable: true })
  async position(@Root() { profile }: Customer, @Ctx() { sources }: RequestContext): Promise<FinancialPosition> {
    const { position, freshness } = await profile.position();
    const view = disclose(FinancialPosition, position, profile.decision);
    view.productCount = position.missingSources.length === 0 ? position.productCount : null;
    view.missingSources = position.missingSources.map((name) => toSourceSystem(sources.facts(name)));
    view.freshness = freshness.map((record) => toFreshness(record, sources.facts(record.source)));
    return view;
  }
}
