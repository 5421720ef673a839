import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { AccessError } from "../../access/access-error.js";
import type { SourceName } from "../../domain/source.js";
import type { RequestContext } from "../context.js";
import { SourceSystem, toSourceSystem } from "../shared/freshness.type.js";
import { CallBudget, SourceCalls, SourcePartStatus, SourceStatus } from "./source-status.type.js";

@Resolver(() => SourceSystem)
export class SourceResolver {
  @Query(() => [SourceSystem], { description: "The systems behind the graph and how they are doing. For staff." })
  sources(@Ctx() { caller, sources }: RequestContext): SourceSystem[] {
    if (caller.staffId === null) throw new AccessError("ACCESS_DENIED");
    return sources.all().map(toSourceSystem);
  }

  @FieldResolver(() => SourceStatus, { nullable: true, description: "For staff; null to customers." })
  status(@Root() { id }: SourceSystem, @Ctx() { caller, sources }: RequestContext): SourceStatus | null {
    if (caller.staffId === null) return null;
    const { parts, calls, budget, ...condition } = sources.read(id as SourceName);
    return Object.assign(new SourceStatus(), condition, {
      parts: parts.map((part) => Object.assign(new SourcePartStatus(), part)),
      calls: Object.assign(new SourceCalls(), calls),
      budget: budget && Object.assign(new CallBudget(), budget),
    });
  }
}
