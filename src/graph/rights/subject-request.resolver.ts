import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { SubjectRequestKind as Kind } from "../../rights/subject-request.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { needsOf } from "../customer/needs-of.js";
import { openCustomer } from "../customer/open-customer.js";
import { SubjectRequestKind } from "../enums.js";
import { toSubjectRequestId } from "../global-id.js";
import { openRequest, readRequest } from "./open-subject-request.js";
import { SubjectRequest } from "./subject-request.type.js";

@Resolver(() => SubjectRequest)
export class SubjectRequestResolver {
  @Mutation(() => SubjectRequest, {
    description: "Opens a person's request for a copy of what is held about him; gives the one that is open already.",
  })
  openSubjectRequest(
    @Arg("subjectId", () => ID) subjectId: string,
    @Arg("kind", () => SubjectRequestKind) kind: Kind,
    @Ctx() context: RequestContext,
  ): Promise<SubjectRequest> {
    return openRequest(context, subjectId, kind);
  }

  @Query(() => SubjectRequest, { nullable: true, description: "Null for one that is not this caller's to see." })
  subjectRequest(@Arg("id", () => ID) id: string, @Ctx() context: RequestContext): Promise<SubjectRequest | null> {
    return readRequest(context, toSubjectRequestId(id));
  }

  @FieldResolver(() => Customer, { nullable: true })
  subject(
    @Root() { record }: SubjectRequest,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<Customer | null> {
    return openCustomer(context, record.customerId, needsOf(info));
  }
}
