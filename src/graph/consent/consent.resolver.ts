import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { SourceFault } from "../../domain/source-fault.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { PageArgs, pageOf, type Page } from "../shared/connection.js";
import { Consent, ConsentConnection, toConsent } from "./consent.type.js";

@Resolver(() => Customer)
export class ConsentResolver {
  @FieldResolver(() => ConsentConnection, { nullable: true, description: "From the CRM." })
  async consents(
    @Root() { profile }: Customer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { cursors }: RequestContext,
  ): Promise<Page<Consent>> {
    const outcome = await profile.consents();
    if (outcome.kind === "unavailable") throw outcome.because;
    const consents = outcome.kind === "known" ? outcome.value : [];
    if (consents instanceof SourceFault) throw consents;
    const list = cursors.of({ field: "Customer.consents", of: profile.id });
    return pageOf(consents, args, list, ({ consentId }) => consentId, toConsent);
  }
}
