import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { grantState } from "../../access/grants/grant-state.rule.js";
import type { GrantState as State } from "../../access/grants/grant.js";
import type { RequestContext } from "../context.js";
import { GrantState } from "../enums.js";
import { assertPageSize, invalidCursor, pageInfoOf, positionIn } from "../shared/connection.js";
import { AccessGrantConnection, AccessGrantEdge } from "./access-grant-connection.type.js";
import { AccessGrant, toAccessGrant } from "./access-grant.type.js";

@Resolver(() => AccessGrant)
export class GrantListResolver {
  @Query(() => AccessGrantConnection, {
    description: "Grants, the newest first: all of them for who decides or audits, his own for everybody else.",
  })
  async accessGrants(
    @Arg("state", () => [GrantState], { nullable: true }) states: State[] | null | undefined,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() { caller, grants: desk, cursors: own }: RequestContext,
  ): Promise<AccessGrantConnection> {
    assertPageSize({ first });
    const { grants, isWhole } = await desk.list(caller);
    const now = await desk.now();
    const isWanted = (grant: (typeof grants)[number]) => !states || states.includes(grantState(grant, now));
    const cursors = own.of({ field: "Query.accessGrants", of: "", arguments: { state: states ?? null } });
    const [last = null] = positionIn(cursors, after) ?? [];
    // The page begins after a grant, wherever that stands by now: between two pages it may have been decided.
    const begin = last === null ? 0 : grants.findIndex(({ request }) => request.id === last) + 1;
    if (last !== null && begin === 0) throw invalidCursor();
    const rest = grants.slice(begin).filter(isWanted);
    const edges = rest.slice(0, first).map((grant) =>
      Object.assign(new AccessGrantEdge(), {
        node: toAccessGrant(grant, now),
        cursor: cursors.toCursor([grant.request.id]),
      }),
    );
    return Object.assign(new AccessGrantConnection(), {
      edges,
      pageInfo: pageInfoOf(edges, begin > 0, rest.length > first),
      totalCount: isWhole ? grants.filter(isWanted).length : null,
    });
  }
}
