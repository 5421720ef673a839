import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Grant } from "../../access/grants/grant.js";
import { grantAct } from "../audited-act.js";
import type { RequestContext } from "../context.js";
import { toGrantId } from "../global-id.js";
import { AccessGrantInput } from "./access-grant.input.js";
import { AccessGrant, toAccessGrant } from "./access-grant.type.js";
import { requestGrant } from "./request-grant.js";

const COMMENT = "Shown to the others and to auditors: at most 500 characters, and no value.";

@Resolver(() => AccessGrant)
export class GrantActsResolver {
  @Mutation(() => AccessGrant, { description: "Asks for single fields of one customer, until a moment." })
  async requestAccess(
    @Arg("input", () => AccessGrantInput) input: AccessGrantInput,
    @Ctx() context: RequestContext,
  ): Promise<AccessGrant> {
    return done(context, "REQUESTED", await requestGrant(context, input));
  }

  @Mutation(() => AccessGrant, { description: "Decides on a request; never one's own." })
  async decideAccess(
    @Arg("grantId", () => ID) grantId: string,
    @Arg("approve", () => Boolean) approve: boolean,
    @Arg("comment", () => String, { description: COMMENT }) comment: string,
    @Ctx() context: RequestContext,
  ): Promise<AccessGrant> {
    const { caller, grants } = context;
    const grant = await grants.decide(caller, toGrantId(grantId), approve, comment);
    return done(context, approve ? "APPROVED" : "REJECTED", grant);
  }

  @Mutation(() => AccessGrant, { description: "Reviews emergency access, and ends it. Never one's own." })
  async reviewEmergencyAccess(
    @Arg("grantId", () => ID) grantId: string,
    @Arg("justified", () => Boolean) justified: boolean,
    @Arg("comment", () => String, { description: COMMENT }) comment: string,
    @Ctx() context: RequestContext,
  ): Promise<AccessGrant> {
    const { caller, grants } = context;
    const grant = await grants.review(caller, toGrantId(grantId), justified, comment);
    return done(context, "REVIEWED", grant);
  }

  @Mutation(() => AccessGrant, { description: "Takes a request or a grant back, by who asked or who may decide." })
  async revokeAccess(
    @Arg("grantId", () => ID) grantId: string,
    @Arg("comment", () => String, { description: COMMENT }) comment: string,
    @Ctx() context: RequestContext,
  ): Promise<AccessGrant> {
    const { caller, grants } = context;
    return done(context, "REVOKED", await grants.revoke(caller, toGrantId(grantId), comment));
  }
}

async function done({ grants, acts }: RequestContext, act: string, grant: Grant): Promise<AccessGrant> {
  acts.push(grantAct(act, grant));
  return toAccessGrant(grant, await grants.now());
}
