import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { CustomerId } from "../../domain/customer-id.js";
import { openGrant } from "../access/open-grant.js";
import { openAuditEvent } from "../audit/open-audit-event.js";
import { openArrangement } from "../arrangement/open-arrangement.js";
import { CallerMistake } from "../caller-mistake.js";
import type { RequestContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { Node } from "../node.type.js";
import { readRequest } from "../rights/open-subject-request.js";
import { needsOf } from "./needs-of.js";
import { openCustomer } from "./open-customer.js";

const MOST_NODES = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "One object by its global id; null when the caller does not reach it.",
  })
  node(
    @Arg("id", () => ID) id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<Node | null> {
    return openNode(context, id, info);
  }

  @Query(() => [Node], { nullable: "items", description: "Objects by their global ids, in order; at most 100." })
  nodes(
    @Arg("ids", () => [ID]) ids: string[],
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<(Node | null)[]> {
    if (ids.length > MOST_NODES) throw new CallerMistake("INVALID_ARGUMENT", "`ids` takes at most 100 ids.");
    return Promise.all(ids.map((id) => openNode(context, id, info).catch(inPlace)));
  }
}

/** One id that is wrong costs its own place in the list: an error that stands where the object would. */
function inPlace(error: unknown): never {
  return error as never;
}

async function openNode(context: RequestContext, id: string, info: GraphQLResolveInfo): Promise<Node | null> {
  const { type, key } = fromGlobalId(id);
  if (type === "AccessGrant") return openGrant(context, key);
  if (type === "SubjectRequest") return readRequest(context, key);
  if (type === "AuditEvent") return openAuditEvent(context, key);
  return type === "Customer"
    ? openCustomer(context, key as CustomerId, needsOf(info))
    : openArrangement(context, type, key);
}
