import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { AccessError } from "../../access/access-error.js";
import type { ContactKind as Kind } from "../../domain/records/party.js";
import type { RequestContext } from "../context.js";
import { ContactKind } from "../enums.js";
import { PageArgs, pageOf, type Page } from "../shared/connection.js";
import { Freshness, toFreshness, toSourceSystem } from "../shared/freshness.type.js";
import { ContactPoint, toContactPoint } from "./contact-point.type.js";
import { Customer } from "./customer.type.js";
import { Identifier, IdentifierConnection, identifiersOf } from "./identifier.type.js";
import { openSection } from "./needs-of.js";
import { Person } from "./person.type.js";
import { SourceRecord, toSourceRecord } from "./source-record.type.js";
import { toPerson } from "./to-person.js";
import { toViewerAccess } from "./to-viewer-access.js";
import { ViewerAccess } from "./viewer-access.type.js";

@Resolver(() => Customer)
export class CustomerSectionsResolver {
  @FieldResolver(() => Person, { nullable: true, description: "Null for an organization." })
  async person(
    @Root() customer: Customer,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { session }: RequestContext,
  ): Promise<Person | null> {
    if (customer.kind !== "PERSON") return null;
    const profile = openSection(customer, info);
    const party = await profile.bestParty();
    return party === null ? null : toPerson(party, profile.decision, session.today());
  }

  @FieldResolver(() => [ContactPoint], { nullable: true })
  async contactPoints(
    @Root() customer: Customer,
    @Arg("kind", () => ContactKind, { nullable: true }) kind: Kind | null | undefined,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { blanks }: RequestContext,
  ): Promise<ContactPoint[]> {
    const profile = openSection(customer, info);
    const all = await profile.contactPoints();
    const shown = all.filter((each) => kind === undefined || kind === null || each.kind === kind);
    const isWhole = shown.length > 0 || (await profile.parties()).every((party) => party.kind !== "unavailable");
    if (!isWhole) blanks.push({ path: info.path, decision: profile.decision, outcome: "UNAVAILABLE" });
    return shown.map((each) => toContactPoint(each, profile.decision));
  }

  @FieldResolver(() => IdentifierConnection, { nullable: true })
  async identifiers(
    @Root() { profile }: Customer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { cursors, sources }: RequestContext,
  ): Promise<Page<Identifier>> {
    if (!profile.decision.reachesSections) throw new AccessError("ACCESS_DENIED");
    const party = await profile.bestParty();
    const all = identifiersOf(profile.membership.links, party, profile.decision, (name) => sources.facts(name));
    return pageOf(
      all,
      args,
      cursors.of({ field: "Customer.identifiers", of: profile.id }),
      ({ position }) => position,
      (identifier) => identifier,
    );
  }

  @FieldResolver(() => [SourceRecord], { nullable: true, description: "The records that are this customer, and why." })
  sourceRecords(@Root() { profile }: Customer, @Ctx() { sources }: RequestContext): SourceRecord[] {
    if (!profile.decision.reachesSections) throw new AccessError("ACCESS_DENIED");
    return profile.membership.links.map((link) => toSourceRecord(link, toSourceSystem(sources.facts(link.source))));
  }

  @FieldResolver(() => [Freshness], { nullable: true, description: "How fresh each source of this customer is." })
  async freshness(@Root() { profile }: Customer, @Ctx() { sources }: RequestContext): Promise<Freshness[]> {
    return (await profile.freshness()).map((record) => toFreshness(record, sources.facts(record.source)));
  }

  @FieldResolver(() => ViewerAccess)
  viewerAccess(@Root() { profile }: Customer, @Ctx() context: RequestContext): Promise<ViewerAccess> {
    return toViewerAccess(profile, context);
  }
}
