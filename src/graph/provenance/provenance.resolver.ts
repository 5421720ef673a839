import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Attribute } from "../../domain/attribute.js";
import type { RequestContext } from "../context.js";
import { Customer } from "../customer/customer.type.js";
import { AttributeName } from "../enums.js";
import { AttributeFact } from "./attribute-fact.type.js";
import { DataQuality } from "./data-quality.type.js";
import { provenanceOf, showingOf } from "./showing.js";
import { toAttributeFact } from "./to-attribute-fact.js";
import { toDataQuality } from "./to-data-quality.js";

@Resolver(() => Customer)
export class ProvenanceResolver {
  @FieldResolver(() => [AttributeFact], {
    nullable: true,
    description:
      "Where golden values come from: what survives, by which rule, and every statement with what it lost by.",
  })
  async facts(
    @Root() { profile }: Customer,
    @Arg("attributes", () => [AttributeName], {
      nullable: true,
      description: "All that the customer has, unless told.",
    })
    attributes: Attribute[] | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<AttributeFact[]> {
    const provenance = provenanceOf(profile, context);
    const facts = await provenance.facts(attributes ?? null);
    const showing = await showingOf(profile, provenance, context);
    return facts.map((fact) => toAttributeFact(fact, showing));
  }

  @FieldResolver(() => DataQuality, { nullable: true, description: "How good the bank's own data on the customer is." })
  async quality(@Root() { profile }: Customer, @Ctx() context: RequestContext): Promise<DataQuality> {
    const provenance = provenanceOf(profile, context);
    const quality = await provenance.quality();
    return toDataQuality(quality, await showingOf(profile, provenance, context));
  }
}
