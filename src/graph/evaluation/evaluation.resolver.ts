import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { AccessError } from "../../access/access-error.js";
import type { Outcome } from "../../domain/outcome.js";
import type { EvaluationRecord } from "../../domain/records/evaluation.js";
import { seal } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { disclose } from "../disclose.js";
import { PageArgs, pageOf, type Page } from "../shared/connection.js";
import { toFreshness } from "../shared/freshness.type.js";
import { Lifecycle, Segment, SegmentConnection } from "./evaluation.type.js";

@Resolver(() => Customer)
export class EvaluationResolver {
  @FieldResolver(() => Lifecycle, { nullable: true, description: "From the CRM's nightly figures." })
  async lifecycle(
    @Root() { profile }: Customer,
    @Ctx() { session, sources }: RequestContext,
  ): Promise<Lifecycle | null> {
    const outcome = await profile.evaluation();
    const evaluation = known(outcome);
    if (evaluation === null) return null;
    const verdict = session.sources.freshness(outcome);
    const freshness = toFreshness(verdict, sources.facts(outcome.source));
    return Object.assign(disclose(Lifecycle, evaluation, profile.decision), { freshness });
  }

  @FieldResolver(() => SegmentConnection, { nullable: true, description: "From the CRM's nightly figures." })
  async segments(
    @Root() { profile }: Customer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { cursors }: RequestContext,
  ): Promise<Page<Segment> | null> {
    // How many there are tells as much as their names.
    if (profile.decision.rendering("SCORE") !== "CLEAR") throw new AccessError("ACCESS_DENIED");
    const evaluation = known(await profile.evaluation());
    const segments = evaluation?.segments ?? [];
    if (segments instanceof SourceFault) throw segments;
    const list = cursors.of({ field: "Customer.segments", of: profile.id });
    const shown = segments.map((record) => ({
      key: record.id,
      segment: disclose(Segment, { ...record, id: seal(record.id) }, profile.decision),
    }));
    return pageOf(
      shown,
      args,
      list,
      ({ key }) => key,
      ({ segment }) => segment,
    );
  }
}

/** Null for somebody whom the CRM does not know. Throws SourceFault. */
function known(outcome: Outcome<EvaluationRecord | null | SourceFault>): EvaluationRecord | null {
  if (outcome.kind === "unavailable") throw outcome.because;
  const evaluation = outcome.kind === "known" ? outcome.value : null;
  if (evaluation instanceof SourceFault) throw evaluation;
  return evaluation;
}
