import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import { SourceFault } from "../../domain/source-fault.js";
import { seal } from "../../domain/sealed.js";
import { nameKindOf } from "../../profile/header.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { openSection } from "../customer/needs-of.js";
import { disclose } from "../disclose.js";
import { toPublicMoney } from "../shared/money.type.js";
import { Organization } from "./organization.type.js";
import { RegistryRecord } from "./registry-record.type.js";
import { toRegistryRecord } from "./to-registry-record.js";

@Resolver(() => Customer)
export class CustomerOrganizationResolver {
  @FieldResolver(() => Organization, { nullable: true, description: "Null for a person." })
  async organization(@Root() customer: Customer, @Info() info: GraphQLResolveInfo): Promise<Organization | null> {
    if (customer.kind !== "ORGANIZATION") return null;
    const profile = openSection(customer, info);
    const party = await profile.bestParty();
    if (party === null || party.registration === null) return null;
    const { registration } = party;
    if (registration instanceof SourceFault) throw registration;
    const legalName =
      typeof registration.legalName === "string" ? seal(registration.legalName) : registration.legalName;
    const record = { ...registration, legalName, nameKind: nameKindOf(party) };
    const organization = disclose(Organization, record, profile.decision);
    organization.registeredCapital = toPublicMoney(registration.registeredCapital) as Organization["registeredCapital"];
    organization.profile = profile;
    return organization;
  }
}

@Resolver(() => Organization)
export class RegistryRecordsResolver {
  @FieldResolver(() => [RegistryRecord], {
    nullable: true,
    description: "What each public registry says of the company; they may disagree.",
  })
  async registryRecords(
    @Root() { profile }: Organization,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: RequestContext,
  ): Promise<RegistryRecord[]> {
    const [outcomes, party] = await Promise.all([profile.registryRecords(), profile.bestParty()]);
    const inBank = party === null ? "PERSON_NAME" : nameKindOf(party);
    for (const [key, { kind }] of outcomes.entries()) {
      const path = { prev: info.path, key, typename: undefined };
      if (kind === "unavailable") context.blanks.push({ path, decision: profile.decision, outcome: "UNAVAILABLE" });
    }
    return outcomes.map((outcome) => toRegistryRecord(outcome, inBank, profile.decision, context));
  }
}
