import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { AccessError } from "../../access/access-error.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { toFreshness } from "../shared/freshness.type.js";
import { Coverage, toCoverage } from "./coverage.type.js";

@Resolver(() => Customer)
export class CoverageResolver {
  @FieldResolver(() => Coverage, { nullable: true, description: "Null when nobody looks after the customer." })
  async coverage(@Root() { profile }: Customer, @Ctx() { session, sources }: RequestContext): Promise<Coverage | null> {
    // Who looks after somebody else's joint holder is no more the viewer's business than the rest of him.
    if (!profile.decision.reachesHeader && session.isCounterparty(profile)) throw new AccessError("ACCESS_DENIED");
    const outcome = await profile.coverage();
    if (outcome.kind === "unavailable") throw outcome.because;
    if (outcome.kind === "absent" || outcome.value === null) return null;
    if (outcome.value instanceof SourceFault) throw outcome.value;
    const freshness = toFreshness(session.sources.freshness(outcome), sources.facts(outcome.source));
    return toCoverage(outcome.value, freshness, profile.decision);
  }
}
